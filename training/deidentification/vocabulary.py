"""The words by which a text gives away what a capitalised word is: those that both languages share, then one of each."""  # noqa: E501

from dataclasses import dataclass


def words(listed: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(listed.split())


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

# After these a month is a month, though somebody is called May.
BEFORE_A_MONTH = words("""
in since until till during early late mid last next every im ab seit ende anfang mitte
""")

TITLES = words("""
Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Rev Revd Reverend Father Fr Sister Brother Canon Bishop Archdeacon Imam
Rabbi Deacon Pastor Vicar Cllr Councillor Sgt Sergeant Insp Inspector DI DS DC PC WPC DCI DSI Supt Superintendent
Cpl Corporal LCpl Bdr Bombardier Capt Captain Maj Major Lt Lieutenant Col Colonel Brigadier Pte Private WO1 WO2 SSgt
CSgt RSM Cdr Commander Lady Matron Judge Auntie Uncle Nurse Justice Constable Squadron Wing Flt Sqn Frau Herr Herrn
Fr. Hr Hrn Doktor Professorin Pater Pfarrer Pfarrerin Pastorin Schwester Bruder Oberst Hauptmann Leutnant Feldwebel
Kommissar Kommissarin Oberarzt Oberärztin Primar Primaria Magister Mag Dipl Ing DI Hofrat Magistra
Lord Baroness Monsignor Mgr Padre Archbishop Sheikh Swami Lama Ven Herrn Fräulein Mme Mlle Madame Monsieur Señor
PHK PHKin POK POKin PKin KHK KHKin KOK KOKin EPHK EKHK PHM PHMin POM POMin DCS DSU Ch
Señora Aunt Granny Oma Opa Tante Onkel Familie Eheleute Ehepaar Pfr Prälat
""")

# Posts that stand before a name as a title does, and before other words too.
POSTS_BEFORE_NAMES = words("""
Chaplain Curate Rector Governor Officer Warden Detective Staff Lance Gunner Trooper Sapper Guardsman Fusilier Rifleman
Midshipman Admiral General Marshal Ensign Adjutant Alderman Mayor Provost Sheriff Bailiff Magistrate Headmaster
Headmistress Headteacher Coach Warrant Ranger Firefighter Paramedic Midwife Surgeon Consultant Registrar Chief Sheikh
Kaplan Diakon Diakonin Superintendentin Bischof Bischöfin Dekan Dekanin Propst Pröpstin Rabbiner Rabbinerin
Oberleutnant Oberstleutnant Generalmajor Hauptfeldwebel Oberfeldwebel Stabsfeldwebel Unteroffizier Stabsunteroffizier
Gefreiter Obergefreiter Wachtmeister Oberwachtmeister Inspektor Inspektorin Oberkommissar Oberkommissarin
Hauptkommissar Hauptkommissarin Studienrat Studienrätin Oberstudienrat Oberstudienrätin Studiendirektor
Studiendirektorin Stadtrat Stadträtin Landrat Landrätin Regierungsrat Stationsarzt Stationsärztin Medizinalrat
Kommerzialrat Amtsrat Amtmann Abt Äbtissin Meister Kollege Kollegin
""")

PARTICLES = words(
    "van von de der den del della di da dos du la le al el bin ibn bint ap ab ní nic ó mac ter zu zum st Ó Uí"
)

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
