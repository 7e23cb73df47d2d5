"""Names that anybody may write: scholars, programs and products, public bodies and laws."""

from training.deidentification.vocabulary import words

# Scholars of action learning, reflection and adult learning: cited, never members of a set.
SCHOLARS = words("""
Revans Gibbs Kolb Schön Schon Schoen Brookfield Rolfe Johns Driscoll Borton Vince McCormack Pedler Marquardt Argyris
Mezirow Dewey Boud Keogh Heron McGill Beaty Weinstein Dilworth Raelin Trehan Burgoyne Boydell Casey Mumford Bolton Ghaye
Lillyman Bassot Eraut Bandura Vygotsky Piaget Bloom Maslow Rogers Lewin Tuckman Bion Knowles Freire Habermas
Foucault Goffman Goleman Whitmore Shohet Proctor Inskipp Kline errider Senge Schein Edmondson Lencioni Belbin Rogoff
Wenger Lave Engeström Atkins Carper Smyth Zubizarreta Thompson-Watson Brockbank O'Neil Nilson Sutherland Chivers
Zuber-Skerritt Lawlor Garratt Bourner Edmonstone Volz-Peacock Hauser Donnenberg Lazeron Luhmann Watzlawick Satir
Schulz Thun Rosenberg Glasl Königswieser Tietze Fallner Schlee Mutzeck Hilzensauer Bräuer Korthagen Lippmann
Rappe-Giesecke Isaacs Bohm Scharmer Kegan Lahey Cohn Karpman Cronbach Ericsson Dweck Kahneman Kübler-Ross Covey
Drucker Mintzberg Weick Heifetz Obholzer Menzies Lyth Winnicott Bowlby Freud Jung Buber Levinas Arendt Gadamer
Aristotle Socrates Sokrates Plato Platon Confucius Benner Boal Bateson Giddens Bourdieu Gramsci Fook Jasper Bulman
Schutz Schütz Biggs Laurillard Brundage Houle Illeris Cranton Belenky Noddings Gilligan Wheatley Stacey Snowden
Ulrich Kotter Beckhard Hersey Fiedler Greenleaf Northouse Grint Alvesson Spicer Fineman Hirschhorn Jaques Trist
Rosinski Clutterbuck Megginson Passmore Cavanagh Stelter Kantor Nevis Perls Berne Seligman Csikszentmihalyi
Fredrickson Deci Herzberg McGregor Alderfer Vroom Hackman Katzenbach Gersick Wageman Janis Asch Milgram Zimbardo
Festinger Tajfel Crenshaw Lorde Fanon Spivak Heidegger Husserl Wittgenstein Hegel Nietzsche Kierkegaard Sartre Camus
Beauvoir Rousseau Montaigne Descartes Popper Kuhn Polanyi Latour Marx Durkheim Adorno Horkheimer Honneth Brecht
Goethe Rilke Kafka Tolstoy Orwell Montessori Pestalozzi Froebel Fröbel Malaguzzi Bruner Ausubel Gagné Pavlov
Thorndike Hattie Sennett Pellegrinelli Coghlan Brannick Bradbury Torbert ey Elkjaer Easterby-Smith Antonacopoulou
Nonaka Takeuchi Lawrence-Wilkes Peplau Orem Baecker Titscher Neuberger Lauterburg Schreyögg Pühl Belardi Rappe
Gudjons Faulstich Holzkamp Klafki Giesecke Terhart Reinmann Petzold Moreno Spitta
""")

# Full names under which scholars appear in running text.
SCHOLAR_FIRST_NAMES = words("""
Reg Reginald Graham David Donald Chris Jack John Paulo Stephen Gary Christopher Mike Michael Russ Brian Gillie Nancy
Carl Kurt Albert Amy Peter Edgar Etienne Jean Joe Wilfred Malcolm Krystia Kiran Cheryl Ian Liz Joyce Linda Mary Yury
Friedemann Martha Ruth William Otto Robert Eric Melanie Beverly Augusto Hannah Jürgen Michel Pierre Antonio Karl Max
Theodor Simone Paul Margaret Patricia Donna Ronald Warner Isabel Friedrich Immanuel Maria Jerome Lev Ludwig
Hans-Georg Martin Viktor Abraham Fritz Virginia Niklas Gregory Anthony Jenny Bessel Daniel Barbara Patrick Eduard
Dave Bob Kathleen Beverley Sigmund Donella Mihaly Jacob Claus Gunther Arist Eckard Roswita Rudi Bertolt Franz Rainer
Johann Hugh Ken Ikujiro Fred Edward Elliott Frederick Douglas Victor Alasdair Bruno Stanley Philip
""")

# Scholars whose surname is so common that only with this first name it is they.
_ONLY_AS = {
    "Atkins": "Sue", "Beaty": "Liz", "Bloom": "Benjamin", "Bolton": "Gillie", "Casey": "David", "Cavanagh": "Michael", "Cohn": "Ruth",  # noqa: E501
    "Downey": "Myles", "Driscoll": "John", "Gibbs": "Graham", "Hauser": "Bernhard Eberhard", "Heron": "John",
    "Isaacs": "William", "Jasper": "Melanie", "Johns": "Chris Christopher", "Jung": "Carl C.G. Gustav",
    "Kline": "Nancy", "Knowles": "Malcolm", "Lawlor": "", "McGill": "Ian", "McGregor": "Douglas", "Mumford": "Alan",
    "Proctor": "Brigid", "Rogers": "Carl", "Rosenberg": "Marshall", "Rolfe": "Gary", "Schulz": "", "Smyth": "John",
    "Stacey": "Ralph", "Sutherland": "", "Vince": "Russ", "Whitmore": "John", "Lippmann": "Eric", "Bryant": "",
    "Bradbury": "Hilary", "Passmore": "Jonathan", "Spicer": "André",
}  # fmt: skip


def is_scholar(first: str, surname: str) -> bool:
    """Whether a first name, or its initial, and a surname are a scholar's, and not those of a namesake."""
    if surname not in SCHOLARS:
        return False
    if surname in _ONLY_AS:
        firsts = _ONLY_AS[surname].split()
        return first in firsts or any(first.rstrip(".") == name[0] for name in firsts)
    return first in SCHOLAR_FIRST_NAMES or len(first.rstrip(".")) == 1


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
Guinness Nescafé Yorkshire-Tea Land-Rover Toyota Volvo Insta Snapchat Discord Telegram Threema Nextcloud Etherpad
BigBlueButton Klaxoon Metaplan Moderationskoffer Edeka Rewe Migros Waitrose Morrisons Asda Ryanair EasyJet Ubuntu
Kaizen Datev PISA Fitbit Siri Copilot ChatGPT Duolingo Sudoku Scrabble Monopoly Tetris Marmite Weetabix Tippex
Vauxhall Audi BMW Wikipedia Gmail Yahoo Hotmail eBay Etsy Amazon Deliveroo Bundesliga Wimbledon Olympics Eurovision
Elgar Mozart Beethoven Mahler Brahms Vivaldi Puccini Sibelius Dvořák Tchaikovsky Handel Händel Haydn Chopin Debussy
Stravinsky Shostakovich Kubota Stihl Husqvarna Bosch Makita DeWalt Unimog Caterpillar Hilti Kärcher Tunnock’s Tunnock's
Handbook Fieldbook Guidebook Workbook Toolkit Manual
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
    "Arts Council",
    "Police Federation",
    "National Farmers' Union",
    "National Farmers’ Union",
    "Local Government Association",
    "NHS England",
    "Fire Brigades Union",
    "National Education Union",
    "Royal College of Midwives",
    "Royal College",
    "Trades Union Congress",
    "Human Resources",
    "Every Child Matters",
    "Keeping Children Safe",
    "Working Together",
    "Mission Command",
    "Six Sigma",
    "Big Issue",
    "Great Britain",
    "United Kingdom",
    "Google Calendar",
    "Mann Gulch",
    "Citizens' Advice",
    "Legal Aid",
    "Universal Credit",
    "Child Benefit",
    "Council Tax",
    "Freie Wohlfahrtspflege",
    "Innere Führung",
    "Deutsches Rotes Kreuz",
    "Technisches Hilfswerk",
    "Johanniter",
    "Malteser",
    "Arbeiterwohlfahrt",
    "College of Policing",
    "Professional Standards",
    "Independent Office for Police Conduct",
    "Police and Crime Commissioner",
    "Maritime and Coastguard Agency",
    "Royal National Lifeboat Institution",
    "Chartered Institute of Personnel and Development",
    "Citizens Advice Bureau",
    "Samaritans",
    "Grenfell Tower",
    "Grenfell",
    "Hillsborough",
    "Windrush",
    "Chatham House",
    "Aberfan",
    "Mid Staffs",
    "Evensong",
    "Technische Überwachung",
]
