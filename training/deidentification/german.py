"""German: the words that stand beside names, posts and places. Nouns are capitals too, so that what is before counts."""  # noqa: E501

from training.deidentification.vocabulary import Vocabulary, words

GERMAN = Vocabulary(
    human_verbs=words("""
sagte sagt fragte fragt meinte meint antwortete antwortet erzählte erzählt berichtete berichtet schwieg schweigt
lachte lacht nickte nickt weinte weint seufzte sprach spricht redete wollte will brachte bringt stellte begann
beginnt hörte hört sah sieht schaute schaut blickte stand steht saß sitzt ging geht kam kommt gab gibt nahm nimmt
bot bietet legte hob schlug unterbrach widersprach erklärte erklärt ergänzte bemerkte merkte gestand räumte warf
rief ruft schrieb schreibt las liest dachte denkt fühlte fühlt wirkte schien wusste weiß konnte kann durfte musste
muss sollte hatte hat war ist wurde blieb bleibt ließ lässt hielt fand findet bat bittet dankte versprach übernahm
übernimmt leitete leitet moderierte moderierte präsentierte beschrieb schilderte hakte zögerte zuckte grinste
lächelte lächelt flüsterte murmelte stöhnte stimmte zeigte arbeitet arbeitete bekam verließ öffnete schloss
wiederholte reagierte entschied beschloss kannte kennt vertritt vertrat wehrte meldete meldet zog lud verstand
spürte suchte erinnerte erwiderte wunderte beobachtete kümmert
"""),
    taking_a_person=words("""
fragte sagte meinte antwortete bat erzählte erwiderte berichtete rief lud ermutigte erinnerte unterbrach sprach
schwieg wollte bringt brachte meldete stand begann erklärte ergänzte bemerkte lachte nickte weinte dankte traf
kontaktierte befragte stellte sah hörte unterstützte kenne kennt
""")
    - words("stellte stand sah hörte sprach begann wollte"),
    mild_before=words(
        "mit von für bei an zu gegen über ohne und oder dass weil als wenn ob wie dann während nachdem bevor auch neben hinter"  # noqa: E501
        " zwischen nur sogar wo da denn aber doch"
    ),
    helping_verbs=words(
        "ist war hat hatte wird wurde kann konnte muss musste will wollte soll sollte darf durfte habe hätte wäre"
    ),
    between=words(
        "dann auch noch nur schon selbst leise schließlich plötzlich sofort nie immer wieder ja eben hier nun jetzt"
    ),
    relations=words("""
kollegin kollege kollegen teilnehmerin teilnehmer teilnehmers mitglied freundin freund chefin chef vorgesetzte
vorgesetzter supervisorin supervisor mentorin mentor moderatorin moderator co-moderatorin beobachterin lehrerin
lehrer bewohnerin bewohner patientin patient mutter vater tochter sohn schwester bruder leiterin leiter frau mann
assistentin assistent sekretärin stellvertreterin stellvertreter koordinatorin organisatorin vorgängerin vorgänger
nachfolgerin nachbarin nachbar tante onkel namens lernpartnerin lernpartner praktikantin praktikant
"""),
    naming=words("namens heißt genannt nannte nannten"),
    place_before=words("in aus nach um bei nahe rund durch bis richtung raum"),
    thing_before=words("auf per via mittels app programm"),
    determiners=words("""
der die das den dem des ein eine einen einem einer eines mein meine meinen meinem meiner meines dein deine sein
seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres unser unsere unseren unserem unserer unseres euer
eure kein keine keinen keinem keiner keines dieser diese dieses diesen diesem jener jene jenes jenem jenen jeder
jede jedes jeden jedem welche welcher welches welchen alle aller allen viele vielen wenige manche mancher beide
beiden einige einigen mehrere zwei drei vier fünf sechs sieben acht neun zehn elf zwölf im am zum zur vom beim ins
ans aufs fürs etwas nichts viel wenig mehr solche genug lauter
"""),
    scholar_verbs=words(
        "schreibt schrieb nennt nannte beschreibt definiert spricht unterscheidet betont verlangt fordert würde"
    ),
    scholar_nouns=words("modell zyklus kreislauf theorie rahmen stufen begriff buch formel"),
    departments=words("""
gott herrgott frau herr set lernset action learning feedback team chef chefin supervision coaching workshop meeting
reflexion reflexionsbericht bericht kontext erfahrung beobachtung begriff versuch beschreibung gefühle bewertung
analyse fazit plan deutsch englisch türkisch polnisch kroatisch serbisch russisch arabisch französisch italienisch
spanisch österreicher was nun
"""),
    role_heads=words("""
teamlead teamleads teamleader scrum-master produktmanager produktmanagerin disponent disponentin standesbeamtin
standesbeamter amtsrat amtsrätin bademeister bademeisterin kustos kustodin
leiter leiterin leitung lehrer lehrerin rektor rektorin direktor direktorin chef chefin arzt ärztin pfleger
pflegerin schwester kraft assistent assistentin referent referentin beauftragte beauftragter beauftragten meister
meisterin ingenieur ingenieurin techniker technikerin fahrer fahrerin mechaniker mechanikerin lokführer lokführerin
pfarrer pfarrerin pastor pastorin seelsorger seelsorgerin kaplan bischof bischöfin dekan dekanin professor
professorin dozent dozentin kommissar kommissarin polizist polizistin richter richterin anwalt anwältin koch köchin
bäcker bäckerin bauer bäuerin landwirt landwirtin förster försterin jäger tierarzt tierärztin therapeut therapeutin
psychologe psychologin berater beraterin betreuer betreuerin sozialarbeiter sozialarbeiterin arbeiter arbeiterin
erzieher erzieherin hebamme sanitäter sanitäterin prokurist prokuristin buchhalter buchhalterin kassier kassierin
sekretär sekretärin verwalter verwalterin hausmeister hausmeisterin koordinator koordinatorin manager managerin
offizier offizierin feldwebel hauptmann bürgermeister bürgermeisterin inspektor inspektorin trainer trainerin
ausbilder ausbilderin kapitän kapitänin kommandant kommandantin primar primarärztin primararzt oberarzt oberärztin
amtsleiter vorstand vorständin geschäftsführer geschäftsführerin imam rabbiner rabbinerin apotheker apothekerin
entwickler entwicklerin imker imkerin winzer winzerin frau mann betriebsrat betriebsrätin meisterin filialleiter
obfrau obmann
"""),
    role_endings=(
        "leiter",
        "leiterin",
        "leitung",
        "lehrer",
        "lehrerin",
        "rektor",
        "rektorin",
        "direktor",
        "direktorin",
        "arzt",
        "ärztin",
        "pfleger",
        "pflegerin",
        "schwester",
        "kraft",
        "assistent",
        "assistentin",
        "referent",
        "referentin",
        "beauftragte",
        "beauftragter",
        "meister",
        "meisterin",
        "ingenieur",
        "ingenieurin",
        "techniker",
        "technikerin",
        "führer",
        "führerin",
        "schreiber",
        "schreiberin",
        "fahrer",
        "fahrerin",
        "seelsorger",
        "seelsorgerin",
        "therapeut",
        "therapeutin",
        "psychologe",
        "psychologin",
        "berater",
        "beraterin",
        "betreuer",
        "betreuerin",
        "arbeiter",
        "arbeiterin",
        "verwalter",
        "verwalterin",
        "koordinator",
        "koordinatorin",
        "manager",
        "managerin",
        "helfer",
        "helferin",
        "polizist",
        "polizistin",
        "chef",
        "chefin",
        "inspektor",
        "inspektorin",
        "kommandant",
        "kommandantin",
        "obfrau",
        "obmann",
        "hauptfrau",
        "bäuerin",
        "richterin",
        "anwältin",
        "ärztinnen",
    ),
    never_names=words("""
ich du er sie es wir ihr ihnen ihm ihn mich mir uns euch der die das den dem des ein eine einen einem einer und oder
aber wenn als dann da denn weil dass ob wie was wer wen wem wo wann warum wieso welche nicht nein ja doch auch nur
noch schon nie immer anders alle alles niemand jemand jeder jede man heute gestern morgen danach dabei davon dazu darauf
dafür damit daran darin hier dort zuerst zuletzt schließlich plötzlich vielleicht trotzdem dennoch jedoch sondern
also so mit von für bei an zu gegen über ohne nach vor unter zwischen während seit bis beim im am zum zur vom in aus
auf um durch mein meine unser unsere sein seine ihre
"""),
)
