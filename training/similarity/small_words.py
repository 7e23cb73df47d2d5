"""Words that carry the grammar and not the matter of a text, in English and German.

They join a passage together and are not counted in it: two people who write of different things share hundreds of them.
"""

ENGLISH = """
a about above after again against all almost also although always am among an and another any anybody anyone anything
are around as at away back be became because become been before began being below between both but by came can cannot
could couldn did didn do does doesn doing don done down during each either else enough even ever every everybody
everyone everything few for from get gets getting go goes going gone got had hadn has hasn have haven having he her
here hers herself him himself his how however i if in inside instead into is isn it its itself just knew know known
less let like little ll m made make makes making many may maybe me might mine more most much must my myself near never
no nobody none nor not nothing now of off often on once one only onto or other others our ours ourselves out over own
perhaps put quite rather re really s said same say saying says see seen shall she should shouldn since so some somebody
someone something sometimes soon still such take taken t than that the their theirs them themselves then there these
they thing things think this those though thought through till to together too took toward towards tried try under
until up upon us ve very want wanted was wasn way we well went were weren what when where whether which while who
whole whom whose why will with within without won would wouldn yes yet you your yours yourself
"""

GERMAN = """
aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei beim bin
bis bist da dabei dadurch dafur dagegen daher damit dann daran darauf daraus darin daruber darum das dass dazu dein
deine dem den denen denn dennoch der deren derer des deshalb dessen dich die dies diese diesem diesen dieser dieses dir
doch dort du durch ein eine einem einen einer eines einige einigen einmal er es etwa etwas euch euer eure fur gab ganz
gar gegen gehabt geht gemacht gerade gesagt gewesen geworden gibt gut habe haben hat hatte hatten hatte hatten hier hin
hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in indem ins ist ja jede jedem jeden jeder jedes
jemand jene jenem jenen jener jetzt kann kein keine keinem keinen keiner konnen konnte konnten macht man manche manchem
mehr mein meine meinem meinen meiner mich mir mit muss musste mussen nach nachdem nicht nichts noch nun nur ob oder ohne
sagte schon sehr sei sein seine seinem seinen seiner seit selbst sich sie sind so sodass sogar solche soll sollte
sondern sonst sowie uber um und uns unser unsere unserem unseren unserer unter viel viele vom von vor wahrend war waren
warum was weil weiter welche welchem welchen welcher wenn wer werde werden wie wieder will wir wird wo wollen wollte
wurde wurden zu zum zur zwar zwischen
"""

SMALL_WORDS = frozenset((ENGLISH + GERMAN).split())
"""As `words.plain` writes them: lower case, without accents, cut at an apostrophe."""
