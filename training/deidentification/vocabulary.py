"""The words by which a text gives away what a capitalised word is: those that both languages share, then one of each."""  # noqa: E501

from dataclasses import dataclass


def words(listed: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(listed.split())


# Scholars of action learning, reflection and adult learning: cited, never members of a set.
SCHOLARS = words("""
Revans Gibbs Kolb Schön Schon Schoen Brookfield Rolfe Johns Driscoll Borton Vince McCormack Pedler Marquardt Argyris
Mezirow Dewey Boud Keogh Heron McGill Beaty Weinstein Dilworth Raelin Trehan Burgoyne Boydell Mumford Bolton Ghaye
Lillyman Bassot Eraut Bandura Vygotsky Piaget Bloom Maslow Rogers Lewin Tuckman Bion Knowles Freire Habermas
Foucault Goffman Goleman Whitmore Shohet Proctor Inskipp Kline Cooperrider Senge Schein Edmondson Lencioni Belbin
Rogoff Wenger Lave Engeström Atkins Carper Smyth Zubizarreta Thompson-Watson Brockbank O'Neil Nilson Sutherland
Chivers Zuber-Skerritt Lawlor Garratt Bourner Edmonstone Volz-Peacock Hauser Donnenberg Lazeron Luhmann Watzlawick
Satir Schulz Thun Rosenberg Glasl Königswieser Tietze Fallner Schlee Mutzeck Hilzensauer Bräuer Korthagen Lippmann
Rappe-Giesecke Isaacs Bohm Scharmer Kegan Lahey Cohn Karpman Cronbach Ericsson Dweck Kahneman Kübler-Ross Covey
Drucker Mintzberg Weick Heifetz Obholzer Menzies Lyth Winnicott Bowlby Freud Jung Buber Levinas Arendt Gadamer
Aristotle Socrates Sokrates Plato Platon Confucius
""")

# Full names under which scholars appear in running text.
SCHOLAR_FIRST_NAMES = words("""
Reg Reginald Graham David Donald Chris Jack John Paulo Stephen Gary Christopher Mike Michael Russ Brian Gillie Nancy
Carl Kurt Albert Amy Peter Edgar Etienne Jean Joe Wilfred Malcolm Krystia Kiran Cheryl Ian Liz Joyce Linda Mary Yury
Friedemann Martha Ruth William Otto Robert Eric Gary Melanie Beverly
""")

CALENDAR = words("""
January February March April May June July August September October November December Monday Tuesday Wednesday
Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Mondays Tuesdays Wednesdays Thursdays
Fridays Saturdays Sundays Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Easter Christmas Advent Lent Epiphany
Pentecost Whitsun Michaelmas Candlemas Ramadan Eid Diwali Vaisakhi Hanukkah Passover Pesach Purim Yom Kippur Rosh
Hashanah Holi Halloween Hogmanay Nowruz Shrove Spring Summer Autumn Winter Januar Jänner Februar Feber März Mai Juni
Juli Oktober Dezember Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag Ostern Weihnachten
Pfingsten Fasching Karneval Silvester Neujahr Allerheiligen Fronleichnam Frühling Frühjahr Sommer Herbst Nikolaus
Dreikönig Karfreitag Ostermontag
""")

# Programs, products and well-known bodies, laws and methods: named freely, they identify nobody.
THINGS = words("""
Teams Zoom Slack Excel Word Outlook PowerPoint Powerpoint Google Microsoft Windows Apple iPad iPhone Android
WhatsApp Signal Skype Webex Miro Mural Padlet Mentimeter Menti Kahoot Trello Asana Jira Confluence SharePoint
Sharepoint OneNote OneDrive Dropbox Moodle Canvas Blackboard Post-it Post-its Post-It Blu-Tack Biro Sharpie Velcro
Jenga Lego Facebook Instagram Twitter LinkedIn Linkedin YouTube Youtube TikTok Netflix Spotify Wi-Fi Wifi Bluetooth
Internet Web Doodle Eventbrite SurveyMonkey Datix SystmOne Mosaic Liquidlogic Lync Notion Figma GitHub Python Java
Tableau Salesforce Oracle SAP Ofsted Ofqual Acas Nato Unicef Unison Unite Brexit Covid Covid-19 Corona Estyn
Parliament Westminster Whitehall Senedd Stormont Holyrood Bundestag Bundesrat Caritas Diakonie Verdi Belbin Myers
Briggs Myers-Briggs Johari Prince2 Agile Scrum Kanban Lean Sigma Socratic Freudian Rogerian Victorian Edwardian
Georgian Bible Bibel Koran Quran Qur'an Torah God Gott Jesus Allah Christ Lord Hamlet Shakespeare Chekhov Dickens
Sherlock Titanic Venn Gantt Likert Freirean Kolbian Tesco Sainsbury's Costa Greggs Uber Skills Boots Aldi Lidl Ikea
Christians Muslim Muslims Hindu Sikh Sikhs Jewish Catholic Protestant Anglican Methodist Quaker Quakers Buddhist
Pride Prevent Mindfulness Socrates GROW SBAR Kindle Nintendo Thermos Tupperware Hoover Sellotape Tipp-Ex Prosecco
Guinness Nescafé Yorkshire-Tea Land-Rover Toyota Volvo
""")

# Public bodies and laws by their full name.
BODIES = [
    "Care Quality Commission",
    "National Health Service",
    "Health and Safety Executive",
    "Crown Prosecution Service",
    "Home Office",
    "British Army",
    "Royal Navy",
    "Royal Air Force",
    "Royal Marines",
    "Territorial Army",
    "Armed Forces",
    "Prison Service",
    "Probation Service",
    "Ministry of Defence",
    "Ministry of Justice",
    "Department of Health",
    "Department for Education",
    "Church of England",
    "Church of Scotland",
    "Church in Wales",
    "Bank of England",
    "House of Commons",
    "House of Lords",
    "Network Rail",
    "Royal Mail",
    "Post Office",
    "Environment Agency",
    "Land Registry",
    "Housing Ombudsman",
    "Local Government Ombudsman",
    "Information Commissioner",
    "Open University",
    "Financial Conduct Authority",
    "Nursing and Midwifery Council",
    "General Medical Council",
    "Health and Care Professions Council",
    "Social Work England",
    "Skills for Care",
    "Royal College of Nursing",
    "Institute of Leadership and Management",
    "Salvation Army",
    "Red Cross",
    "Arts Council England",
    "National Trust",
    "Charity Commission",
    "Citizens Advice",
    "Job Centre",
    "Jobcentre Plus",
    "Mental Health Act",
    "Mental Capacity Act",
    "Care Act",
    "Equality Act",
    "Children Act",
    "Human Rights Act",
    "Data Protection Act",
    "Official Secrets Act",
    "Family Court",
    "Crown Court",
    "Supreme Court",
    "High Court",
    "Youth Court",
    "Land Rover",
    "Duke of Edinburgh",
    "Highway Code",
    "World Health Organization",
    "World Health Organisation",
    "United Nations",
    "European Union",
    "Save the Children",
    "Action Learning",
    "Rotes Kreuz",
    "Rote Kreuz",
    "Roten Kreuz",
    "Bundesagentur für Arbeit",
    "Deutsche Bahn",
    "Deutsche Post",
    "Bundeswehr",
    "Arbeiterkammer",
    "Wirtschaftskammer",
    "Österreichische Gesundheitskasse",
    "Industrie- und Handelskammer",
    "Schulz von Thun",
]

TITLES = words("""
Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Rev Revd Reverend Father Fr Sister Brother Canon Bishop Archdeacon Imam
Rabbi Deacon Pastor Vicar Cllr Councillor Sgt Sergeant Insp Inspector DI DS DC PC WPC DCI DSI Supt Superintendent
Cpl Corporal LCpl Bdr Bombardier Capt Captain Maj Major Lt Lieutenant Col Colonel Brigadier Pte Private WO1 WO2 SSgt
CSgt RSM Cdr Commander Lady Matron Judge Auntie Uncle Nurse Justice Constable Squadron Wing Flt Sqn Frau Herr Herrn
Fr. Hr Hrn Doktor Professorin Pater Pfarrer Pfarrerin Pastorin Schwester Bruder Oberst Hauptmann Leutnant Feldwebel
Kommissar Kommissarin Oberarzt Oberärztin Primar Primaria Magister Mag Dipl Ing DI Hofrat Magistra
""")

PARTICLES = words("van von de der den del della di da dos du la le al el bin ibn bint ap ab ní nic ó mac ter zu zum st")

GENERIC_PLACE_WORDS = words(
    "north south east west northern southern eastern western central upper lower greater old new"
)


@dataclass(frozen=True)
class Vocabulary:
    """The words of one language."""

    human_verbs: frozenset[str]
    taking_a_person: frozenset[str]
    mild_before: frozenset[str]
    helping_verbs: frozenset[str]
    between: frozenset[str]
    relations: frozenset[str]
    naming: frozenset[str]
    place_before: frozenset[str]
    thing_before: frozenset[str]
    determiners: frozenset[str]
    scholar_verbs: frozenset[str]
    scholar_nouns: frozenset[str]
    departments: frozenset[str]
    role_heads: frozenset[str]
    role_endings: tuple[str, ...]
    never_names: frozenset[str]
