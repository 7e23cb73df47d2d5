"""Words that end the names of employers, sites and care homes, and words that any such name may hold."""

import re

from training.deidentification.vocabulary import words

EMPLOYERS = words("""
Trust Council Ltd Limited plc PLC LLP Inc Group Partnership Network Association Society Foundation Charity Company
Co Hospital Hospitals Infirmary School Academy College University Constabulary Police Bank Housing Services Service Solutions
Systems Technologies Technology Consulting Consultancy Logistics Railways Railway Trains Rail Transport Engineering
Engineers Foods Farms Stores Supermarkets Insurance Mutual Federation Union Institute Agency Authority Brewery Press
Media Water Energy Power Relief Aid Alliance Collective Co-operative Cooperative Homes Holdings Industries
Manufacturing Motors Metals Steel Plastics Textiles Transformers Electronics Instruments Pharmaceuticals Pharma
Laboratories Software Digital Robotics Analytics Partners Associates Brothers Sons Builders Construction Contractors
Properties Estates Hotels Bakery Bakeries Dairies Dairy Creamery Airways Airlines Shipping Ferries Fisheries
Seafoods Nurseries Growers Hospice Diocese Regiment Fusiliers Brigade Buses Coaches Travel Finance Financial Capital
Investments Securities Playhouse Pharmacy Opticians Solicitors Accountants Architects Surveyors Consultants Advisers
Recruitment Staffing Haulage Freight Couriers Removals Recycling Utilities Telecom Telecoms Networks Studios Games
Fashion Clothing Jewellers Publishing Printers Broadcasting Catering Kitchens Coatings Castings Forgings Joinery
Roofing Plumbing Scaffolding Drainage Landscapes Interiors Furniture Ceramics Pottery Distillery Winery Vineyard
Orchards Butchers Bakers Grocers Fishmongers Florists Vets Kennels Stables Cycles Tyres Autos Aviation Aerospace
Defence Marine Offshore Minerals Chemicals Paints Paper Packaging Timber Glass Cement Stone Choir Sinfonia
Philharmonic Cinema Cinemas Circus Handels Logistik Spedition Druckerei Bäckerei Metzgerei Gärtnerei Schreinerei
Tischlerei Maschinenbau Präzision Kliniken Heime Lebenshilfe Healthcare Care Learning Education Theatres Orchestra
Ballet Rovers Assurance Krankenhaus Klinikum Universitätsklinikum Spital Schule Grundschule Volksschule Mittelschule
Realschule Gesamtschule Gymnasium Berufsschule Förderschule Hochschule Fachhochschule Universität GmbH AG KG OHG SE
eG eV gGmbH mbH Verein Verband Stiftung Werke Stadtwerke Sparkasse Volksbank Raiffeisenbank Versicherung
Genossenschaft Molkerei Brauerei Kammer Polizeidirektion Landratsamt Bezirkshauptmannschaft Magistrat
Stadtverwaltung Gemeindeverwaltung Verlag Betriebe Verkehrsbetriebe Diakonie
""")  # noqa: E501
SITES = words("""
Centre Center Hub Barracks Camp Prison Clinic Surgery Practice Depot Station Office Offices Church Cathedral Chapel
Parish Abbey Priory Minster Mosque Gurdwara Synagogue Temple Library Campus Works Mill Plant Yard Farm Garage Museum
Hall House Court Tower Building Block Wing Unit Hostel Shelter Nursery Base Airfield Docks Terminal Warehouse Lodge
Manor Villa Gardens View Close Gallery Hotel Inn Stadium Arena Market Chambers Estate Farmhouse Pavilion Primary
Comprehensive Grammar Infants Juniors Foodbank Reservoir Exchange Ward Workshop Quarry Colliery Mine Harbour
Lifeboat Studio Theatre Refuge Kaserne Rathaus Zentrum Werk Standort Filiale Bahnhof Kirche Pfarre Kloster Stift
Wache Feuerwache Gemeindezentrum Pfarrzentrum Werkstatt Hof Justizanstalt Tageszentrum Kindergarten Deanery Rectory Vicarage Manse Presbytery Almshouses
""")  # noqa: E501
CARE = words("""
House Lodge Court Manor Grange Hall Villa Gardens Cottage Lawns Haven Priory View Rest Pines Elms Beeches Willows
Firs
""")
CARE_ENDINGS = re.compile(
    r"^(?:(?:nursing|care|residential|rest|retirement) homes?|Nursing Home|Care Home|Residential Home|Rest Home|Care Centre)$"  # noqa: E501
)
GERMAN_CARE = re.compile(
    r"^(?:Senioren|Pflege|Alten|Altenpflege|Alters|Pensionisten|Wohn-? ?und ?Pflege)(?:zentrum|heim|haus|residenz|stift|wohnheim|hof|park)$"  # noqa: E501
)
GERMAN_ENDS = re.compile(
    r".{3,}(?:schule|klinik|klinikum|krankenhaus|spital|werke|bank|sparkasse|gymnasium|versicherung|brauerei|molkerei|verlag"
    r"|stiftung|pflegedienst|fahrdienst|hilfe|inspektion|präsidium|verband|verein|genossenschaft|gesellschaft|spedition"
    r"|bücherei|bibliothek|museum|theater|archiv|gärtnerei|bäckerei|metzgerei|druckerei|schreinerei|kirchenkreis|dekanat|bistum|jugendamt|sozialamt|landratsamt)$"
    r"|^(?:pflegedienst|fahrdienst|kirchenkreis|dekanat|bistum|jugendamt|jugendhilfe|stiftung|lebenshilfe|bahnhofsmission)$"
)
# What firms end in that say what they make: Hartwig Fördertechnik, Ostner Kunststoffwerke.
GERMAN_MADE = re.compile(
    r".{3,}(?:werke|werk|technik|bau|systeme|logistik|maschinen|anlagen|transporte|betriebe|fabrik|industrie|service|kliniken"
    r"|handel|möbel|textil|druck|guss|metall|elektronik|automation|automotive|gruppe|kontor|verlag|backwaren|pflege)$"
)
GERMAN_SITE_ENDS = re.compile(
    r".{0,20}(?:kaserne|wache|zentrum|bahnhof|kirche|kloster|hof|werk|filiale|haus|heim|hütte|anstalt|station)$"
)
SMALL_SITES = words("""
sidings
centre center hub depot office branch surgery clinic practice station barracks prison base campus warehouse factory
plant mill yard works garage site ward wing unit hostel shelter refuge nursery school college library church chapel
parish hospice home store shop bakery dairy farm quarry terminal harbour workshop studio laboratory lab canteen
""")
SMALL_EMPLOYERS = words("school college hospice bakery dairy")
EMPLOYER_ENDINGS = EMPLOYERS - words(
    "Hospital Infirmary School Academy College Hospice Krankenhaus Klinikum Universitätsklinikum Spital Schule Grundschule Volksschule"  # noqa: E501
    " Mittelschule Realschule Gesamtschule Gymnasium Berufsschule Förderschule Diocese Services Service Finance Learning Education Care"  # noqa: E501
)
SITE_ENDINGS = SITES | CARE | (EMPLOYERS - EMPLOYER_ENDINGS)
BETWEEN_SITE = words("""
family children's childrens community health day resource training regional head district police fire ambulance bus
railway train sorting distribution delivery primary secondary infant junior care nursing residential outpatient
treatment pumping power water sewage waste processing packing assembly steel chemical gas nuclear wind test custody
visitors' visitor education business conference retail shopping garden arts science heritage medical dental
veterinary birth birthing walk-in children women's men's respite detention removal reception induction control joint
job county town city main branch call contact data leisure sports youth drop-in advice food recycling
""")
SMALL_JOINTS = words("of and & the for upon am an der im zum zur und für von de na nan nam yr y")
OPENINGS = words(
    "The At In From Our My When For And But To With Then On By As If Die Das Der Im Am In Zum Zur Beim Vom Bei Von Unser Unsere"  # noqa: E501
)
GENERIC = words("""
Action Learning National Royal British English Scottish Welsh Irish European International Global Local Regional
District County City Town Borough Metropolitan Central General Community Mental Health Healthcare Social Care
Services Service Children Children's Adult Adults Family Families Primary Secondary Infant Junior High Upper Lower
Middle Foundation University Teaching Acute NHS Ambulance Fire Rescue Police Public Private Voluntary Youth Housing
Homes Home Quality Improvement Development Training Education Leadership Management Human Resources People Finance
Digital Technology Information Business Customer Support Strategy Planning Reflective Reflection Practice
Supervision Peer Study Working Steering Project Programme Review Safeguarding Emergency Day Night North South East
West Northern Southern Eastern Western New Old Great Little Our Your My The A An This That First Second Third Level
Part Set Team Board Group Network Council Trust Hospital School Academy College Church Centre Office Station Ward
Unit Head Main Seminar Meeting Conference Staff Parish Village Infants Catholic Protestant Christian Anglican Free
Special Grammar Comprehensive Technical Further Higher Sixth Form Nursing Residential Rest Retirement Intensive
Maternity Paediatric Coronary Surgical Medical Stroke Renal Cardiac Respiratory Oncology Orthopaedic Outpatients
Critical Parents Parent Prime Crown Magistrates Magistrates' Supreme Volunteer Volunteers Wednesday Monday Tuesday
Thursday Friday Sunday Saturday Government Civil Armed Foreign Food Credit Trade Labour Student Students Employee
Good Shared Safe Dear Fair Big Small Whole Every Each Next Last Some Any No One Two Three Four Five Six Seven Only
Street Road Lane Avenue Polizei Städtische Städtisches Evangelische Evangelischer Evangelisches Katholischer Katholische Katholisches Unsere
Unser Die Das Der Im Am Neue Neues Alte
""")  # noqa: E501
