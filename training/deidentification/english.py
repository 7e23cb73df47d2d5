"""English: the words that stand beside names, posts and places."""

from training.deidentification.vocabulary import Vocabulary, words

ENGLISH = Vocabulary(
    human_verbs=words("""
said says say asked asks replied replies answered answers told tells thought thinks felt feels wondered wonders
suggested offered offers explained explains described spoke speaks talked talks laughed laughs smiled smiles nodded
nods wept cried cries shrugged sighed noticed notices remarked remarked admitted admits agreed agrees disagreed
wanted wants needed needs went goes came comes brought brings presented presents presenting raised raises began
begins started finished sat sits stood stands looked looks turned took takes gave gives kept keeps left leaves rang
phoned called wrote writes read heard hears knew knows seemed seems appeared interrupted interrupts challenged
challenges pointed reminded reminds thanked insisted joined arrived apologised confessed coughed grinned frowned
stared blushed paused hesitated listened whispered muttered shouted snapped joked stopped chose decided decides
volunteered promised protested recalled remembered remembers repeated responded responds returned reflected revealed
met meets missed mentioned mentions liked likes loves loved hates hated helped held got gets found finds became
tried tries walked sent observed facilitated facilitates chaired chairs leads led runs ran manages managed works
worked lives lived retired resigned believes believed hopes hoped worries worried understood understands resisted
refused opened closed drew shook shared shares showed shows put sounded checked checks chimed commented complained
concluded confirmed continued cut dared denied drifted echoed emailed encouraged engaged expected faced fell fetched
fidgeted followed gasped gestured glanced grew growled had has invited jumped leaned leant lost made moved murmured
objected passed picked pressed proposed pulled pushed questioned rose rolled sang shouted shuffled slept slipped
snorted summarised supported swallowed swore threw tapped texted touched urged used visited waited waved winced won
yawned rings phones plays played struggled struggles
""")
    - words("put has had used won left rose led held"),
    taking_a_person=words("""
asked asks ask told tells tell thanked thank invited invite reminded remind challenged challenge interrupted rang
phoned called emailed e-mailed texted met watched saw visited supervises supervised manages coached coach mentored
paired helped congratulated contacted contact approached upset offended hugged joined quoted noticed heard let make
made gave give lent sent said replied answered explained added admitted approached consulted informed assured
encouraged trusted liked admired promised promise owed
owe seen see ring call phone email e-mail text thank meet tell asking telling ringing
calling thanking meeting meets rings calls phones texting emailing trust know knew knows known remember remembered
followed follow interrupting inviting replaced replace succeeded nominated elected appointed hired fired promoted
married loved hated feared respected missed miss join chose lost joking thanking believed believe love
""")
    - words("made make heard let"),
    mild_before=words("""
with by between for about to of and from like than when that because if while as until after before whether where
but so or unless since then both than toward towards behind beside opposite against except only even poor dear for
thank thanks not
""")
    - words("from since only even so"),
    helping_verbs=words("""
was is had has did does would could should might can't couldn't didn't doesn't wasn't isn't hadn't hasn't won't
wouldn't has will can may must used seems
"""),
    between=words("""
then also just never always still once suddenly finally both himself herself themselves quietly gently slowly later
now himself really clearly immediately simply only again often sometimes usually rarely eventually soon already
almost even too
"""),
    relations=words("""
colleague colleagues friend manager managers supervisor tutor member members facilitator co-facilitator
cofacilitator observer presenter assessor mentor coach sponsor boss husband wife partner brother sister mother
father daughter son aunt uncle cousin neighbour chair chairman chairwoman deputy secretary assistant predecessor
successor buddy director advisor adviser consultant trainee apprentice client patient resident tenant pupil student
lady man woman girl boy chap lad bloke newcomer organiser mum dad nephew niece line-manager nurse officer teacher
organizer porter chaplain caretaker
"""),
    naming=words("called named is was it's this"),
    place_before=words("""
in at near around outside inside across into throughout through towards toward via north south east west beyond
above below over along visiting leaving reached reach toward upon
"""),
    thing_before=words("on via using use used uses download install app software"),
    determiners=words("""
the a an this that these those our my your their his her its each every no some any another either neither both all
"""),
    scholar_verbs=words("""
argues argue suggests suggest writes describes describe defines define proposes propose claims claim contends states
state maintains theorises distinguishes identifies cites emphasises emphasizes highlights posits advocates calls
call warns insisted maintained argued proposed defined claimed coined believed
"""),
    scholar_nouns=words("""
model cycle framework theory theories ladder stages stage notion concept concepts idea ideas lens lenses typology
equation formula definition questions cycle's principle principles matrix taxonomy quadrant styles style approach
four six definition book chapter article paper argument phrase term distinction levels level hierarchy
"""),
    departments=words("""
finance management procurement payroll estates facilities security reception government parliament council theatre
nursing medicine operations sales purchasing marketing legal housing education training personnel admin
administration hr it social services service children adults planning highways environment audit compliance risk
people culture board committee executive set sets group team action learning reflection reflective account meeting
unit level certificate award standards criterion criteria programme course module day session review description
feelings evaluation analysis conclusion plan what so now why how who where when introduction background context
summary appendix table figure learning development officer lead head director chief senior trainee facilitator
member members chair chairman sponsor manager presenter facilitation english french german welsh polish irish
scottish british chinese spanish italian european american african asian indian african caribbean punjabi urdu
arabic gaelic turkish russian ukrainian nigerian pakistani bengali portuguese dutch greek god heaven bible lord mass
church dear yes no well oh ok okay please thanks hello hi silence nobody everybody everyone somebody someone others
nothing something everything mum dad mummy daddy granny grandad nan internet web e-mail email january monday
question questions round rounds check-in airtime turn contract ways working confidentiality ground rules queen king
prince princess crown state union parliament opposition labour conservative tory master bachelor diploma degree
doctor doctorate deputy assistant associate principal
"""),
    role_heads=words("""
manager lead leader head officer nurse sister matron midwife doctor consultant surgeon registrar psychiatrist
psychologist physiotherapist therapist paramedic pharmacist dentist optician radiographer porter carer worker
supervisor coordinator co-ordinator director deputy chief executive administrator secretary receptionist clerk
accountant auditor buyer analyst engineer technician mechanic electrician plumber joiner fitter welder driver
operator foreman planner surveyor architect teacher headteacher headmaster headmistress principal tutor lecturer
professor dean bursar librarian chaplain vicar priest rector minister imam rabbi bishop archdeacon canon curate
deacon pastor governor warden sergeant inspector constable superintendent commander captain major colonel corporal
lieutenant detective firefighter adviser advisor assessor trainer facilitator coach mentor cook chef baker farmer
herdsman shepherd gamekeeper forester ranger vet fisherman skipper harbourmaster pilot signaller guard stationmaster
conductor caretaker cleaner housekeeper gardener keeper curator solicitor barrister judge magistrate coroner
registrar councillor mayor cashier banker trader broker actuary underwriter developer programmer designer editor
journalist producer steward organiser representative practitioner specialist scientist researcher fellow undertaker
assistant apprentice trainee partner owner founder chair treasurer trustee envoy interpreter translator
superintendent controller dispatcher quartermaster adjutant padre instructor examiner postmaster postmistress
landlord purser bosun stagehand luthier usher
brewer master senco ceo cfo hrbp dsl storekeeper verger sacristan lifeguard beadle proctor
"""),
    role_endings=(
        "manager",
        "worker",
        "officer",
        "master",
        "keeper",
        "maker",
        "man",
        "woman",
        "ologist",
        "ician",
        "operator",
    ),
    never_names=words("""
i i'm i'd i'll i've the a an and but or if when while then so we he she it they you my our his her their its this
that these those there here what who whom whose which why how where not no yes as at by for from in into of off on
onto out over to up with without after before because although though since until unless whether once now next last
first second third another each every some any many much more most few several both all none nobody everyone anyone
someone perhaps maybe however therefore instead also even only just still again later meanwhile afterwards
eventually finally suddenly let do does did is are was were be been being has have had can could will would shall
should may might must one two three four five six seven eight nine ten looking thinking being having going doing
using between during against about above below under
"""),
)
