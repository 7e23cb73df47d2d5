"""Towns, counties and regions of Britain, Ireland and the German-speaking countries that stand in no list we install.

A place alone identifies nobody; the check must know it to leave it alone, and to know it beside a post.
"""

_BRITAIN = """
Broads Wolds Chilterns Mendips Weald Trossachs Cairngorms Mull Islay Lewis Harris Gower Eryri Peaks Quantocks Malverns
Fylde Furness Holderness Axholme Exmoor Dartmoor Tamar Solent Broadland Fenland Wensleydale Swaledale Teesdale
Weardale Tynedale Redesdale Eskdale Borrowdale Lochinver Wick Tobermory Mytholmroyd Ravenglass
Aberdeen Aberdeenshire Aberystwyth Abingdon Accrington Airdrie Aldershot Alloa Andover Anglesey Angus Antrim Argyll
Armagh Arran Ashford Avon Aylesbury Ayr Ayrshire Ballymena Banbury Banff Bangor Barking Barnet Barnsley Barnstaple
Barrow Barry Basildon Basingstoke Bath Batley Battersea Bedford Bedfordshire Belfast Berkshire Bermondsey Berwick
Beverley Bexley Bideford Birkenhead Birmingham Blackburn Blackpool Bodmin Bolton Bootle Boston Bournemouth Bracknell
Bradford Brecon Brent Brentwood Bridgend Bridgwater Brighton Bristol Brixton Bromley Buckinghamshire Bucks Burnley
Burton Bury Buxton Caernarfon Caerphilly Caithness Camberwell Camden Cambridge Cambridgeshire Canterbury Cardiff
Cardigan Carlisle Carmarthen Carmarthenshire Ceredigion Chatham Chelmsford Cheltenham Cheshire Chester Chesterfield
Chichester Chippenham Chorley Clacton Cleethorpes Cleveland Clwyd Clydebank Colchester Coleraine Conwy Corby Cork
Cornwall Coventry Crawley Crewe Croydon Cumbernauld Cumbria Dagenham Darlington Dartford Deptford Derby Derbyshire
Derry Devon Dewsbury Didcot Doncaster Donegal Dorchester Dorset Dover Down Dublin Dudley Dumfries Dunbar Dundalk
Dundee Dunfermline Durham Dyfed Ealing Eastbourne Edinburgh Elgin Ely Enfield Enniskillen Epsom Essex Exeter Falkirk
Falmouth Fareham Farnborough Farnham Felixstowe Fermanagh Fife Flint Flintshire Folkestone Galashiels Galloway
Galway Gateshead Gillingham Glamorgan Glasgow Glastonbury Glenrothes Gloucester Gloucestershire Grampian Grantham
Gravesend Greenock Greenwich Grimsby Guernsey Guildford Gwent Gwynedd Hackney Halesowen Halifax Hampshire Hampstead
Hants Haringey Harlow Harrogate Harrow Hartlepool Harwich Hastings Hatfield Havant Haverfordwest Hawick Hemel
Hereford Herefordshire Hertford Hertfordshire Herts Hexham Hillingdon Hitchin Holyhead Hounslow Hove Huddersfield
Hull Humberside Huntingdon Ilford Inverclyde Inverness Ipswich Isleworth Islington Jersey Keighley Kendal Kent
Kettering Kidderminster Kilkenny Kilmarnock Kilburn Kirkwall Lambeth Lanark Lanarkshire Lancashire Lancaster Larne
Leamington Leeds Leicester Leicestershire Leigh Leith Lerwick Lewes Lewisham Lichfield Limerick Lincoln Lincolnshire
Lisburn Liverpool Livingston Llandrindod Llandudno Llanelli London Londonderry Lothian Loughborough Lowestoft Luton
Macclesfield Maidenhead Maidstone Mansfield Margate Matlock Mayo Medway Merseyside Merthyr Merton Middlesbrough
Middlesex Midlands Midlothian Monmouth Monmouthshire Montrose Moray Morecambe Motherwell Nairn Neath Nelson Newark
Newbury Newcastle Newham Newmarket Newport Newquay Newry Newtown Norfolk Northallerton Northampton Northamptonshire
Northumberland Northumbria Norwich Nottingham Nottinghamshire Notts Nuneaton Oban Oldham Omagh Orkney Ormskirk
Oswestry Oxford Oxfordshire Paisley Peckham Pembroke Pembrokeshire Penrith Penzance Perth Perthshire Peterborough
Peterhead Plymouth Pontefract Pontypool Pontypridd Poole Portishead Portsmouth Powys Preston Ramsgate Reading
Redbridge Redcar Redditch Redhill Reigate Renfrew Renfrewshire Rhondda Rhyl Richmond Ripon Rochdale Rochester
Roscommon Rotherham Rugby Runcorn Rutland Salford Salisbury Sandwell Scarborough Scunthorpe Selby Sheffield Shetland
Shoreditch Shrewsbury Shropshire Sittingbourne Skegness Skelmersdale Skye Slough Sligo Smethwick Snowdonia Solihull
Somerset Southall Southampton Southend Southport Southwark Stafford Staffordshire Staines Stamford Stevenage
Stirling Stockport Stockton Stoke Stornoway Stourbridge Strabane Stranraer Stratford Strathclyde Stroud Suffolk
Sunderland Surrey Sussex Sutton Swansea Swindon Tameside Tamworth Taunton Tayside Teesside Telford Thanet Thurrock
Thurso Tipperary Torbay Torquay Tottenham Trafford Trowbridge Truro Tyneside Tyrone Ulster Uxbridge Wakefield
Walsall Waltham Walthamstow Wandsworth Warrington Warwick Warwickshire Waterford Watford Wearside Wembley
Westminster Wexford Weymouth Whitby Whitehaven Wicklow Widnes Wigan Wight Wiltshire Winchester Windsor Wirral Woking
Wokingham Wolverhampton Woolwich Worcester Worcestershire Workington Worksop Worthing Wrexham Wycombe Yeovil York
Yorkshire Britain England Scotland Wales Ireland Europe Africa Asia America Belize Brussels Highlands Hebrides Acton
Balham Bayswater Belgravia Blackheath Bloomsbury Brixham Bude Catford Chelsea Chingford Chiswick Clapham Clerkenwell
Cricklewood Dalston Dulwich Edgware Edmonton Eltham Erith Feltham Finchley Fulham Harlesden Hayes Hendon Highbury
Highgate Holborn Hornsey Kennington Kensington Kentish Kew Kidbrooke Leyton Leytonstone Limehouse Mayfair Mitcham
Mortlake Neasden Norbury Norwood Orpington Paddington Penge Pimlico Pinner Plaistow Plumstead Poplar Purley Putney
Roehampton Romford Rotherhithe Ruislip Shadwell Sidcup Soho Southgate Stepney Stockwell Stratham Streatham Surbiton
Sydenham Teddington Thamesmead Tooting Twickenham Upminster Vauxhall Wapping Wanstead Welling Whitechapel Willesden
Wimbledon Woodford Rochford Braintree Maldon Witham Harpenden Hertsmere Letchworth Royston Hoddesdon Biggleswade
Olney Buckingham Brackley Daventry Wellingborough Oakham Spalding Sleaford Louth Gainsborough Retford Mablethorpe
Glossop Ilkeston Belper Ripley Cannock Rugeley Uttoxeter Evesham Pershore Malvern Ledbury Leominster Ludlow
Bridgnorth Whitchurch Nantwich Northwich Sandbach Congleton Knutsford Wilmslow Altrincham Stretford Middleton
Heywood Colne Clitheroe Garstang Fleetwood Kirkham Ulverston Ambleside Windermere Keswick Cockermouth Maryport
Appleby Brampton Haltwhistle Alnwick Morpeth Cramlington Ashington Jarrow Wallsend Seaham Peterlee Consett Thirsk
Malton Pickering Driffield Bridlington Hornsea Withernsea Goole Knottingley Castleford Otley Ilkley Skipton Hebden
Todmorden Barnoldswick Saltburn Guisborough Yarm Billingham Crediton Tiverton Honiton Exmouth Dawlish Teignmouth
Totnes Dartmouth Kingsbridge Tavistock Okehampton Holsworthy Launceston Liskeard Saltash Redruth Camborne Helston
Hayle Padstow Wadebridge Minehead Chard Frome Shepton Warminster Westbury Devizes Marlborough Malmesbury Cirencester
Tetbury Tewkesbury Dursley Lydney Coleford Chepstow Caldicot Ebbw Tredegar Rhymney Aberdare Maesteg Porthcawl
Ammanford Llandeilo Llandovery Lampeter Tenby Fishguard Machynlleth Dolgellau Bala Corwen Ruthin Denbigh Holywell
Prestatyn Abergele Bethesda Porthmadog Pwllheli Amlwch Builth Crickhowell Cwmbran Dingwall Forres Huntly Fraserburgh
Inverurie Stonehaven Arbroath Forfar Brechin Crieff Callander Dunblane Cupar Kirkcaldy Cowdenbeath Haddington
Peebles Jedburgh Moffat Lockerbie Annan Dalbeattie Girvan Troon Largs Rothesay Dunoon Campbeltown Lochgilphead
Mallaig Ullapool Portree Stromness Tralee Killarney Ennis Athlone Mullingar Tullamore Naas Carlow Clonmel Thurles
Nenagh Ballina Castlebar Westport Letterkenny Monaghan Cavan Longford Drogheda Navan Geneva Nairobi Mombasa Kampala
Kigali Lagos Abuja Accra Dakar Kinshasa Harare Lusaka Lilongwe Khartoum Cairo Amman Beirut Damascus Baghdad Kabul
Karachi Lahore Islamabad Delhi Mumbai Kolkata Chennai Bangalore Dhaka Colombo Kathmandu Yangon Bangkok Hanoi Manila
Jakarta Singapore Shanghai Beijing Tokyo Seoul Sydney Melbourne Auckland Toronto Montreal Chicago Bogotá Lisbon
Madrid Barcelona Valencia Milan Rome Naples Turin Athens Bucharest Budapest Prague Warsaw Kraków Krakow Lublin
Gdańsk Vilnius Riga Tallinn Helsinki Stockholm Oslo Bergen Copenhagen Amsterdam Rotterdam Antwerp Ghent Paris Lyon
Marseille Calais Strasbourg Zurich Vienna Munich Cologne Hamburg Kyiv Lviv Odesa Kharkiv Moscow Istanbul Ankara
Izmir Aleppo Gaza Jerusalem Haiti Sahel Somalia Darfur Donbas Pennines Cotswolds Aldgate Whitehall Tyne Tees Thames
Severn Humber Clyde Mersey Lothians Borders Fens Wessex Mercia
"""

_BRITAIN_IN_TWO = """
Abergavenny Town|Barrow in Furness|Bishop Auckland|Bishop's Stortford|Bognor Regis|Burton upon Trent|Bury St Edmunds|
Canary Wharf|Canvey Island|County Durham|East Anglia|East Kilbride|East Lothian|East Sussex|Ebbw Vale|Fort William|
Great Yarmouth|Greater Manchester|Hay-on-Wye|Hemel Hempstead|Henley-on-Thames|High Wycombe|Isle of Man|Isle of Wight|
King's Lynn|Kings Lynn|Kingston upon Thames|Leamington Spa|Letchworth Garden City|Lough Neagh|Lytham St Annes|
Market Harborough|Melton Mowbray|Merthyr Tydfil|Mid Wales|Milton Keynes|Newcastle upon Tyne|Newport Pagnell|
North Wales|North Yorkshire|Northern Ireland|Outer Hebrides|Peak District|Port Talbot|Potters Bar|River Tay|
Royal Tunbridge Wells|Saffron Walden|South Wales|South Yorkshire|Southend-on-Sea|St Albans|St Andrews|St Austell|
St Davids|St Helens|St Ives|St Neots|Stoke-on-Trent|Stratford-upon-Avon|Sutton Coldfield|Tower Hamlets|Tunbridge Wells|
Waltham Forest|Welwyn Garden City|West Bromwich|West Lothian|West Midlands|West Sussex|West Yorkshire|
Weston-super-Mare|Wye Valley|Lake District|Home Counties|Black Country|South Wales Valleys|Yorkshire Dales|New Forest
"""

_GERMAN = """
Salzkammergut Mostviertel Hausruckviertel Eifel Hunsrück Sauerland Siegerland Uckermark Prignitz Altmark Lausitz
Vogtland Erzgebirge Oberpfalz Oberfranken Breisgau Kraichgau Odenwald Spessart Rhön Taunus Westerwald Münsterland
Wendland Wetterau Lungau Zillertal Ötztal Stubaital Vinschgau Toggenburg Wallis Thurgau Aargau Oberwallis Havelland
Spreewald Oderbruch Fläming Börde Eichsfeld Tangermünde Bodenseekreis Hegau Ortenau Chiemgau Rottal Hallertau
Dithmarschen Angeln Fehmarn Usedom Föhr Sylt Amrum Baltrum Borkum Juist Norderney Elm
Aachen Allgäu Amstetten Aschaffenburg Augsburg Baden Bamberg Basel Bayern Bayreuth Berlin Bern Bielefeld Bludenz
Bochum Bodensee Bonn Bozen Brandenburg Braunau Braunschweig Bregenz Bremen Bremerhaven Bruck Burgenland Celle
Chemnitz Chur Coburg Cottbus Cuxhaven Darmstadt Deutschland Dessau Detmold Donau Dornbirn Dortmund Dresden Duisburg
Düsseldorf Eisenach Eisenstadt Elbe Emden Emsland Enns Erfurt Erlangen Essen Esslingen Europa Feldkirch Flensburg
Franken Frankfurt Freiburg Freistadt Friesland Fulda Fürth Gelsenkirchen Genf Gera Gießen Gmunden Goslar Göttingen
Graz Greifswald Gütersloh Hagen Halle Hallein Hamburg Hameln Hamm Hannover Harz Heidelberg Heilbronn Herford Hessen
Hildesheim Hohenems Holstein Husum Imst Ingolstadt Innsbruck Innviertel Jena Judenburg Kaiserslautern Karlsruhe
Kärnten Kassel Kempten Kiel Kitzbühel Klagenfurt Koblenz Köln Konstanz Krefeld Krems Kufstein Landshut Lausanne Leer
Leipzig Leoben Leverkusen Lienz Liezen Linz Lübeck Lüneburg Ludwigsburg Ludwigshafen Luzern Magdeburg Mainz Mannheim
Marburg Mecklenburg Memmingen Minden Mödling Mönchengladbach Mühlviertel München Münster Murau Neumünster
Niederbayern Niederösterreich Niedersachsen Nordfriesland Nordhorn Nordrhein-Westfalen Nürnberg Oberbayern
Oberhausen Oberösterreich Offenbach Oldenburg Osnabrück Österreich Ostfriesland Paderborn Passau Pfalz Pforzheim
Pinneberg Pinzgau Pongau Potsdam Ravensburg Regensburg Remscheid Reutlingen Rheine Rheinland Ried Rosenheim Rostock
Rügen Ruhrgebiet Saarbrücken Saarland Sachsen Sachsen-Anhalt Salzburg Salzgitter Schärding Schleswig
Schleswig-Holstein Schwaben Schwarzwald Schweinfurt Schweiz Schwerin Schwyz Siegen Solingen Speyer Spittal Stade
Steiermark Steyr Stralsund Stuttgart Südtirol Thüringen Tirol Trier Tübingen Tulln Ulm Urfahr Vechta Verden Villach
Vöcklabruck Vorarlberg Waldviertel Weimar Weinviertel Weiz Wels Westfalen Wien Wiesbaden Wilhelmshaven Winterthur
Pirna Zwickau Görlitz Bautzen Meißen Riesa Döbeln Freiberg Annaberg Plauen Itzehoe Elmshorn Rendsburg Eutin
Ahrensburg Buxtehude Cloppenburg Aurich Wittmund Jever Varel Nordenham Rotenburg Walsrode Soltau Uelzen Gifhorn
Peine Helmstedt Northeim Höxter Lemgo Soest Lippstadt Arnsberg Olpe Gummersbach Düren Euskirchen Kleve Wesel Viersen
Moers Bottrop Herne Hattingen Witten Unna Ahlen Coesfeld Bocholt Borken Limburg Wetzlar Hanau Bensheim Worms Alzey
Landau Pirmasens Zweibrücken Homburg Neunkirchen Saarlouis Merzig Offenburg Lahr Lörrach Singen Tuttlingen Rottweil
Balingen Sigmaringen Biberach Ehingen Aalen Ellwangen Crailsheim Tauberbischofsheim Mosbach Sinsheim Bruchsal
Rastatt Calw Nagold Böblingen Sindelfingen Leonberg Waiblingen Backnang Göppingen Geislingen Günzburg Dillingen
Donauwörth Nördlingen Kaufbeuren Füssen Sonthofen Lindau Weilheim Starnberg Dachau Freising Erding Ebersberg
Miesbach Traunstein Altötting Mühldorf Pfarrkirchen Deggendorf Straubing Cham Schwandorf Amberg Weiden Tirschenreuth
Kulmbach Kronach Lichtenfels Forchheim Ansbach Weißenburg Kitzingen Suhl Meiningen Sonneberg Saalfeld Rudolstadt
Apolda Sömmerda Nordhausen Mühlhausen Gotha Ilmenau Altenburg Naumburg Merseburg Bitterfeld Wittenberg Köthen
Bernburg Quedlinburg Wernigerode Stendal Salzwedel Neuruppin Prenzlau Eberswalde Senftenberg Luckau Güstrow Wismar
Parchim Neubrandenburg Demmin Anklam Köniz Uster Aarau Olten Solothurn Burgdorf Langenthal Davos Glarus Appenzell
Herisau Frauenfeld Kreuzlingen Rapperswil Altdorf Stans Sarnen Visp Emmental Engadin Lugano Wolfsburg Wolfsberg
Wuppertal Würzburg Zürich Zug Zwettl
"""

_GERMAN_IN_TWO = """
Bad Homburg|Bad Ischl|Bad Oldesloe|Bad Segeberg|Bad Aussee|Bruck an der Mur|Frankfurt am Main|Frankfurt an der Oder|
Freiburg im Breisgau|Garmisch-Partenkirchen|Krems an der Donau|Sankt Pölten|St. Pölten|Sankt Gallen|St. Gallen|
Wiener Neustadt|Zell am See|Sankt Veit|St. Veit|Ried im Innkreis|Spittal an der Drau|Neuburg an der Donau
"""

IN_TWO = frozenset(
    name.strip() for listed in (_BRITAIN_IN_TWO, _GERMAN_IN_TWO) for name in listed.replace("\n", "").split("|")
)
PLACES = frozenset([*_BRITAIN.split(), *_GERMAN.split(), *IN_TWO])
