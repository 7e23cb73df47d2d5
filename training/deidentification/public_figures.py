"""People and stories that anybody may write of: they stand in an account as examples and identify no member."""

_STATE = """
Margaret Thatcher|Winston Churchill|Tony Blair|Gordon Brown|David Cameron|Theresa May|Boris Johnson|Liz Truss
Rishi Sunak|Keir Starmer|Jeremy Corbyn|Nicola Sturgeon|Harold Wilson|Clement Attlee|Aneurin Bevan|Nye Bevan
Barack Obama|Michelle Obama|Donald Trump|Joe Biden|Kamala Harris|Hillary Clinton|Bill Clinton|John F. Kennedy
Abraham Lincoln|George Washington|Franklin Roosevelt|Eleanor Roosevelt|Nelson Mandela|Desmond Tutu|Mahatma Gandhi
Martin Luther King|Rosa Parks|Malcolm X|Mother Teresa|Dalai Lama|Greta Thunberg|Malala Yousafzai|Jacinda Ardern
Volodymyr Zelensky|Vladimir Putin|Emmanuel Macron|Queen Elizabeth|King Charles|Queen Victoria|Princess Diana
Prince William|Prince Harry|Meghan Markle|Emmeline Pankhurst|Emily Pankhurst|Mary Wollstonecraft|Harold Shipman
Lucy Letby|Guy Fawkes|Oliver Cromwell|Robert Peel|Horatio Nelson|Napoleon Bonaparte|Julius Caesar|Adolf Hitler
Angela Merkel|Olaf Scholz|Friedrich Merz|Helmut Kohl|Gerhard Schröder|Willy Brandt|Konrad Adenauer|Helmut Schmidt
Frank-Walter Steinmeier|Annalena Baerbock|Robert Habeck|Sebastian Kurz|Bruno Kreisky|Alexander Van der Bellen
Sophie Scholl|Dietrich Bonhoeffer|Anne Frank|Rosa Luxemburg|Karl Lueger|Maria Theresia|Otto von Bismarck
"""
_ARTS_AND_SCIENCE = """
Florence Nightingale|Mary Seacole|Edith Cavell|Cicely Saunders|Marie Curie|Charles Darwin|Isaac Newton|Albert Einstein
Stephen Hawking|Alan Turing|Ada Lovelace|Galileo Galilei|Alexander Fleming|Alexander von Humboldt|Sigmund Freud
William Shakespeare|Charles Dickens|Jane Austen|Virginia Woolf|George Orwell|George Eliot|Oscar Wilde|Samuel Beckett
James Joyce|Seamus Heaney|Dylan Thomas|R. S. Thomas|Philip Larkin|Ted Hughes|Sylvia Plath|W. H. Auden|T. S. Eliot
William Wordsworth|William Blake|Robert Burns|Carol Ann Duffy|Maya Angelou|Toni Morrison|Agatha Christie|Enid Blyton
Roald Dahl|Terry Pratchett|Douglas Adams|J. K. Rowling|Hilary Mantel|Mary Oliver|John Donne|George Herbert
Thomas Hardy|Emily Brontë|Charlotte Brontë|Leo Tolstoy|Antoine de Saint-Exupéry|Khalil Gibran|Kahlil Gibran
Thomas Bernhard|Thomas Mann|Max Frisch|Friedrich Dürrenmatt|Hermann Hesse|Heinrich Böll|Günter Grass|Erich Kästner
Ingeborg Bachmann|Stefan Zweig|Arthur Schnitzler|Elfriede Jelinek|Peter Handke|Astrid Lindgren|Michael Ende
Heinrich Heine|Friedrich Schiller|Johann Wolfgang von Goethe|Rainer Maria Rilke|Karl Valentin|Wilhelm Busch
Clara Schumann|Robert Schumann|Benjamin Britten|Gustav Holst|Vaughan Williams|Nadia Boulanger
Daniel Barenboim|Jacqueline du Pré|Herbert von Karajan|Yehudi Menuhin|John Deere
David Attenborough|Brian Cox|Stephen Fry|Dawn French|Victoria Wood|Alan Bennett|Billy Connolly|David Bowie
Freddie Mercury|Elton John|Paul McCartney|John Lennon|Bob Dylan|Taylor Swift|Ed Sheeran|Johann Sebastian Bach
Wolfgang Amadeus Mozart|Ludwig van Beethoven|Simon Rattle|Vincent van Gogh|Grayson Perry|Tracey Emin|Banksy
Udo Lindenberg|Helene Fischer|Falco|Rowan Williams|Justin Welby|Desmond Morris|Oliver Sacks|Atul Gawande
Naomi Feil|Cicely Mary Saunders|Elisabeth Kübler-Ross|Marshall Rosenberg|Ruth Cohn|Maria Montessori
"""
_PLAY_AND_TRADE = """
Gareth Southgate|Alex Ferguson|Jürgen Klopp|Pep Guardiola|José Mourinho|Brian Clough|Bill Shankly|Marcus Rashford
Harry Kane|David Beckham|Bobby Moore|Bobby Charlton|George Best|Gary Lineker|Emma Raducanu|Andy Murray|Mo Farah
Jessica Ennis|Usain Bolt|Muhammad Ali|Serena Williams|Roger Federer|Franz Beckenbauer|Joachim Löw|Jogi Löw
Julian Nagelsmann|David Alaba|Hermann Maier|Marcel Hirscher|Boris Becker|Steffi Graf|Uli Hoeneß|Otto Rehhagel
Steve Jobs|Bill Gates|Elon Musk|Mark Zuckerberg|Jeff Bezos|Richard Branson|Alan Sugar|Henry Ford|Linus Torvalds
Tim Berners-Lee|Warren Buffett|Simon Sinek|Brené Brown|Malcolm Gladwell|Michael McIntyre|Guy Martin|Bear Grylls
Jeremy Clarkson|Jeremy Paxman|Louis Theroux|Oprah Winfrey|Michael Palin|Jamie Oliver|Mary Berry|Paul Hollywood
Gordon Ramsay|Nigella Lawson|Mary Beard|Mary Portas|Michael Portillo|Mario Draghi|Niki Lauda|Christine Lagarde
Ursula von der Leyen|Dominic Thiem|Arnold Schwarzenegger|Claudia Roth|Cem Özdemir|Markus Söder|Franz Josef Strauß
Loriot|Dieter Bohlen|Heidi Klum|Claus Kleber|Marcel Koller|Didi Hallervorden|Monty Don|Alan Titchmarsh|Clare Balding
Martin Lewis|Joe Wicks|Davina McCall|Ant and Dec|Graham Norton|Lenny Henry|Idris Elba|Judi Dench|Maggie Smith
Ian McKellen
Günther Jauch|Thomas Gottschalk|Stefan Raab|Captain Tom|Marie Kondo
"""
_STORIES = """
Sherlock Holmes|Doctor Watson|Dr Watson|Miss Marple|Hercule Poirot|James Bond|Harry Potter|Albus Dumbledore
Hermione Granger|Ron Weasley|Winnie the Pooh|Peter Pan|Mary Poppins|Alice in Wonderland|Humpty Dumpty|Robin Hood
King Arthur|Basil Fawlty|Sybil Fawlty|David Brent|Captain Mainwaring|Del Boy|Victor Meldrew|Alan Partridge
Hyacinth Bucket|Vicar of Dibley|Doctor Who|Dr Who|Miss Trunchbull|Miss Honey|Miss Havisham|Ebenezer Scrooge
Oliver Twist
Mr Darcy|Elizabeth Bennet|Jane Eyre|Don Quixote|Forrest Gump|Darth Vader|Obi-Wan Kenobi|Luke Skywalker|Homer Simpson
Bridget Jones|Ted Lasso|Postman Pat|Bob the Builder|Thomas the Tank Engine|Fireman Sam|Peppa Pig|Paddington Bear
Mr Bean|Clarkson's Farm|Clarkson’s Farm|Don Quijote|Pippi Langstrumpf|Kleiner Prinz|Herr Karl|Hans im Glück
Donald Duck|Asterix|Obelix|Frau Holle|Max und Moritz|Mr Motivator|Good Samaritan|Prodigal Son|Doubting Thomas
Mary and Martha|Martha and Mary|Adam and Eve|Pontius Pilate|Big Brother|Mother Goose|Father Christmas|Santa Claus
"""
_BLOCKS = (_STATE, _ARTS_AND_SCIENCE, _PLAY_AND_TRADE, _STORIES)
FIGURES = sorted({name for block in _BLOCKS for name in block.replace("\n", "|").split("|")} - {""})
"""Names in full: somebody with only one of the names is not meant."""
