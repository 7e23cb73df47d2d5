"""Common first names of many origins that no list we install has.

The Indian subcontinent, West, East and southern Africa, the Arab countries, Iran, Turkey, Poland, the Balkans, the
Baltic, the Caucasus, Ireland, Wales, Scotland, Scandinavia, the Netherlands, southern Europe, East Asia, the Pacific
and the Caribbean, and short forms in use in Britain.
"""

from training.deidentification.vocabulary import words

NAMES_BY_ORIGIN = words("""
Aare Aarti Abdelaziz Abdoulaye Abdulaziz Abdulrahman Abeba Abhay Abhinav Abhishek Abi Abshir Adanna Adebayo Adebola
Adeola Aderonke Adesola Adetokunbo Adewale Adeyemi Adham Aditi Adjoa Adwoba Aeron Aeronwen Afaf Afam Afi Afolabi
Afsana Afsaneh Afzal Agapi Aggie Ahlam Ahsan Aijaz Aishatu Ajibola Ajit Akash Akhil Akin Akinola Akosita Akosiwa Alaa
Albana Alby Aldona Alemayehu Alhassan Alheid Alieu Alofa Alojzy Alok Alper Altan Alwyn Amadou Amaechi Aman Amarachukwu
Amer Aminah Aminul Amit Amita Amitabh Amjad Ampofo Amrit Anahit Anahita Anand Ananya Anatoliy Anayo Anest Anesu
Aneurin Angeliki Aniket Anjana Anjum Ankit Ankita Antonis Anuoluwapo Anupam Anuradha Anwar Anwen Aonghas Aparna Aqsa
Araba Aram Archana Ardeshir Areej Areti Arezoo Arinze Arjen Arkadi Arman Arnav Arnel Arshad Artak Artem Arti Arumugam
Aruna Arvind Arwel Arwen Asanka Asena Ashish Ashok Ashraf Ashwin Aslı Asmaa Aspasia Atakan Ataullah Atefeh Athanasia
Athina Atif Atiya Atul Avinash Awa Awurama Ayat Ayça Ayfer Ayomide Ayşegül Aysun Ayumi Azam Azar Azhar Azubuike Azza
Babajide Bahar Bahoz Bakary Balasubramaniam Balraj Bardhyl Barney Bartłomiej Bartosz Başak Bashir Basma Batoul Bayan
Bayani Bea Beathag Beattie Becca Bedwyr Behnam Behnaz Béibhinn Bekele Belgin Belma Benedetta Berfin Berhane Berk
Berkay Bernadeta Berwyn Besa Betül Beyza Bhavesh Bich Biddy Bienvenu Bijan Bilkis Bintou Birdie Birutė Bisi Bogumił
Bogumiła Bogusław Bojana Bolaji Bolanle Bolesław Bolu Bonginkosi Boubacar Branwen Bratislav Bri Brídín Bronisława Bryn
Buğra Buhle Bukunmi Burcu Burgi Burhan Busola Bwalya Cadi Caetano Çağla Çağrı Cai Cansu Caradog Carwyn Cass Cees
Ceinwen Cemile Ceren Ceyda Chamari Chandrika Charalambos Chenai Cheptoo Chetan Chibuike Chidera Chidi Chidubem Chie
Chiedozie Chiedza Chika Chike Chikodi Chikondi Chima Chinaza Chinenye Chinonso Chinwe Chisom Chitra Chrissie Chrissy
Chuka Chukwuma Çiğdem Cilla Ciwan Clem Cleon Coen Coinneach Colly Colwyn Coumba Crisanto Cuán Cuong Cynan Daichi Daiki
Daisuke Dáithí Daiva Dalal Dalitso Damilare Damla Danut Dao Dapo Darshan Dawood Dayo Deepika Deian Deiniol Dela Delal
Delali Dele Delyth Demelza Demet Denys Deola Deqa Dereje Deri Dhanush Dickie Diellza Dilani Dilly Dilovan Dilwyn Dilys
Dimitris Dinesh Dinh Dipti Diwata Djeneba Dmitrij Dobrosława Donika Dougie Dragoslav Duaa Dubem Dubhghlas Dubravka
Durga Duy Duygu Dyfan Dženana Dzifa Éabha Eachann Ebele Ebrahim Ebrima Ebun Ebunoluwa Ece Echezona Edem Edyta Efa
Efthymia Eftychia Eha Eiji Éire Eirian Eirlys Eirwen Ejike Ekua Eleftheria Elham Elikem Elira Elnaz Elorm Elvir Elwyn
Emad Emel Emenike Emlyn Emmanouil Emrah Enas Ender Enfys Enyonam Erdem Erhan Ermin Ern Ernstl Ersin Esin Esmail Essam
Esyllt Eugeniusz Eurig Eurwen Everton Evin Eyerusalem Eylül Eyram Ezgi Ezinne Fa'afetai Fachtna Fadeke Faduma Fadwa
Fahim Fahri Faiza Fardowsa Fareed Farhiya Fariba Farisai Farooq Farrukh Farzad Farzaneh Fatema Fatin Fatmata Fatos
Fawzi Fayez Fazal Fazila Fearchar Ferda Fereshteh Ferit Fevzi Fflur Fi Fidèle Fikirte Fikreta Fionn Fionnlagh Firas
Fliss Florije Fola Folasade Folorunsho Fotini Fotis Fouad Freek Friedegard Friedel Fulya Funda Funmi Funmilayo Fuseini
Füsun Gabby Gamze Ganesh Ganeshan Garmon Gayane Gbemisola Gbenga Geeta Gennadi Genowefa Geoff Gerallt Gevorg Gëzim
Ghada Ghadeer Ghazal Ghazala Ghina Giannis Gill Ginika Gintaras Giorgi Giorgos Girma Glenroy Glyn Gobnait Göksel Gonca
Gordy Govind Grigori Gülcan Gülhan Gulistan Gülşah Güneş Gurdev Gurmit Gursharan Gustl Güven Gwawr Gwenan Gwenno
Gwilym Gwynfor Haf Hafwen Haidar Haile Haja Hajara Hajra Hala Haldun Haleema Halime Halvor Hamad Hamdan Hamdi Hamed
Hamida Hamide Hamideh Hanaa Hanan Handan Hanif Hanifa Hanka Hanneke Hannerl Haq Haresh Harsha Haruki Hasina Hasmik
Hatty Haya Hayk Hayriye Hazem Heddwyn Hefin Hemant Hennie Hetal Hetty Heulwen Hêvî Hibo Hideo Hieu Hine Hinnerk
Hisashi Hisham Hitomi Hodo Hovhannes Howie Hubsi Hughie Humayun Hürriyet Husna Hussain Hussam Huyen Hywel Iago Iarla
Ibrahima Ibtisam Ibukun Ibukunoluwa Icilda Idil Idowu Idwal Ife Ifeoluwa Ifeyinwa Iffat Ifor Ijeoma Ike Ikenga İlkay
İlker İlknur Illtyd Immacolata Imtiaz Inas Inayat Indu Ineke Innes Inusa Ioanna Ionie Iorwerth İpek Iraj İrem Ireneusz
Irini Irum Isagani Isamu Isata Isatou Ishtiaq Islay Israa Issam Issy Itsuki Ivorine Iza Izzy Jaap Jabeen Jaber Jacinth
Jago Jahmal Jainaba Jalila Jamshed Jas Jaswant Jawad Jax Jayant Jayesh Jaz Jejomar Jelani Jem Jen Jewgeni Jez Jhun
Jide Jignesh Jihan Jilly Jola Joop Jorrit Joselito Joumana Jovelyn Jumana Jumoke Junaid Junichi Juno Kaddy Kadeem
Kadhim Kadiatou Kafui Kaito Kalev Kalliopi Kalpana Kambiz Kamlesh Kanagaratnam Kandiah Kaosisochukwu Kapil Karthiga
Kartik Karuna Karwan Kasun Kateryna Katsumi Kausar Kaushik Kayode Kaz Kazuo Kebba Kees Kekeli Kemar Kemi Kensa Kerem
Kersti Ketan Ketevan Kez Kha Khadeeja Khadim Khadra Khanyi Khatia Khawla Khurram Kianoush Kidist Kieu Kipchoge Kiran
Kirill Kirsteen Kirti Kishore Kitto Kiyoshi Kobina Kofoworola Koji Kolade Komal Kondwani Konstantina Korku Kosi Kostas
Krešimir Kriti Ksenia Kübra Kudakwashe Kudzai Kulsum Kumaran Kunal Kunle Kürşat Kushal Kyriaki Kyriakos Ladan Laiba
Laima Lali Lalit Lamia Lamin Lanre Larysa Lasairfhíona Lasantha Lata Latifa Lawrie Lech Lefteris Lekan Leman Lemlem
Lesya Levan Levon Liaqat Ligaya Lil Liliya Limbani Lindiwe Litia Livvy Ljubomir Lleucu Llew Llyr Llŷr Lochlann Loisl
Longina Losa Loubna Loveday Lualhati Łucja Lucyna Lujain Luma Luningning Lusine Luzviminda Lwazi Ly Lyn Lyuba Maame
Mabli Machteld Mack Macsen Maddie Madhu Madhuri Madiha Madog Magnhild Maha Mahesh Mahin Mahtab Mairi Majida Maka Makis
Makoto Maksym Malek Małgosia Maliha Malini Mallam Mamadu Mami Manal Manana Mandana Manish Manisha Manju Manoj Mansa
Mansi Mansoor Maqsood Mared Mariama Mariatu Maricar Marites Marivic Marjolein Markos Marloes Marsaili Masami Masao
Masood Masoud Masoumeh Mathan Mawuli Mawusi Maysoon Mayumi Mazin Meaza Mebrahtu Medea Medhat Megumi Mehmood Mehran
Mehrnaz Mehtap Mehwish Meical Meilyr Meirion Mekdes Mele Melih Melis Meltem Menno Mensima Meraud Merfyn Merima
Merlinda Merten Merv Merveille Mesfin Meurig Midori Mihir Miho Mihret Miljana Minako Minal Mirain Miren Mirjeta Mirza
Miyuki Mo Moana Moataz Mobeen Modou Mohan Mohit Mohsen Mohsin Moin Mojgan Moll Momčilo Momodou Morfudd Morteza Morven
Morwen Mouna Mphatso Muammer Mubarak Mubashir Mudassar Müge Muiris Mujahid Mukesh Mukta Mulugeta Muna Munashe Münevver
Munir Munira Munther Murdo Murdoch Murtaza Mushtaq Musu Mutale Muthu Mutlu Mwansa Myrddin Naa Naana Nabeela Nadarajah
Nadeesha Naghmana Nagwa Nahed Nahid Naila Naima Najat Najma Nalini Nanda Nandi Nanw Narayan Narek Narendra Naresh
Nargis Nashwa Nasir Natia Natoya Natsuki Natty Nawaz Nayan Nayef Nazan Nazia Nazik Nchedo Nderim Ndidi Nechirvan Necla
Nedim Neelam Neena Neeraj Neeta Negar Nektarios Nepomuk Neslihan Nesta Nev Nevena Newroz Ngaio Nhan Nhi Nidal Nige
Nighat Nihat Nii Nikhil Nikos Nilay Nilesh Nilgün Niloofar Nilüfer Nima Nimco Nimet Nimisha Nirmala Niroshan Nishant
Nisreen Nitin Niyi Nizar Njideka Nkem Nkemdilim Nkiru Nnenna Nokuthula Noli Noluthando Nompumelelo Nonny Nosheen
Nosipho Noura Novelette Ntombi Nune Nunzia Nurgül Nuriye Nursel Nusrat Nuwan Nwakaego Nwamaka Nyasha Nyima Nyokabi
Obaa Obi Odilo Ognjen Oğuz Oğuzhan Ohemaa Oheneba Oighrig Okan Okey Oktay Olabisi Olajide Olamide Olawale Oleh Olha
Olisa Olivera Oliwia Olu Oludare Olufemi Olukayode Oluwadamilola Oluwaseyi Oluwatosin Omaima Omid Omolola Onyeka
Onyinyechi Opeyemi Osei Osian Osita Otar Othman Oumar Ousman Owain Owusu Oyinye Öykü Ozan Özcan Ozzie Panayiota Pankaj
Panos Pape Paraskevi Parastoo Paresh Parvati Parviz Patrycja Pavlo Pavlos Pedr Peg Peider Peigi Pelin Penri Pepi
Petrit Petroc Phong Pınar Pirabu Piyush Pooneh Pouya Prabhu Pramod Prashant Pratik Praveen Preeti Prem Pritesh
Priyantha Proinsias Punam Purnima Pushpa Qaiser Qendresa Quoc Rabab Rabie Rabiya Rachna Radwan Rafat Rafe Raff Raghad
Rahaf Raheela Rahim Rahinatu Rahul Raj Raja Rajan Rajeev Rajendra Rajiv Rajkumar Rajni Rakesh Rakiya Ralphie Ram
Ramanathan Ramatoulaye Ramesh Ramin Ranald Rangi Ranjan Ranko Ranya Rasheed Rashmi Ratan Ratko Ravindra Rawan Razia
Rebin Reema Reg Rehan Rehman Renu Renuka Reshma Rezan Rêzan Rezső Rhi Rianne Riaz Rimantas Ríona Ritchie Ritesh Ritu
Rizalina Rizwan Robina Roddy Rodel Rohini Rola Ronahî Roshni Roula Rozina Rrezarta Ruadhán Ruairidh Ruba Rube Rubina
Ruchi Rudo Ruel Rukhsar Ruksana Rumbidzai Rupa Ruprecht Ruslana Rusudan Ruud Ruvimbo Ruwan Ruzanna Ryo Ryota Saadia
Sabiha Sabrine Sachin Sadhbh Saeed Saeid Safa Safwan Sagar Sahira Saif Saikou Sait Sajid Sajida Salamatu Saleem Saleha
Saliha Saman Samaneh Samatar Sameer Sameh Samia Sampath Sanaa Sanaz Sandhya Sanduni Sangeeta Sanjana Sanjeev Sanmi
Santosh Sapna Saqib Saravanan Sarbast Sarfraz Sarla Satish Satoko Savita Savvas Sayaka Sayed Sead Şebnem Sedef Sefa
Seher Sehrish Sekou Selasi Selda Selom Selorm Selvam Semih Semisi Senanu Şenay Senem Şengül Senka Seonag Seòras
Sepideh Seppi Serap Seray Serdar Seren Serhat Şerife Seval Sevda Sevilay Seyi Şeyma Sezgin Shabana Shabir Shadi Shafiq
Shagufta Shahbaz Shahd Shaheen Shahin Shahla Shahnaz Shahrzad Shailesh Shaimaa Shaista Shakeel Shakil Shakti
Shakuntala Shamim Shamima Shamiso Shams Shankar Shanmugam Shanthi Sharif Sharmila Sharmin Shashi Shaukat Shazza Sheraz
Sherine Sherko Shideh Shigeru Shilpa Shima Shinji Shiv Shizuka Shkëlqim Shoaib Shobha Shohreh Shola Shreyas Shruti
Shubham Shukri Shyam Sid Sidi Sidra Siham Simge Simin Simmy Simran Siôn Siranush Sitsofe Sivakumar Siwan Sizwe Skaidrė
Slađana Smita Sobia Sofiia Soha Sohail Soheila Solvei Somto Sonal Sonali Sonnhild Soph Sopho Soran Sotiris Souleymane
Spyridon Srđan Stanisława Stanzi Stavroula Steffan Stelios Struan Suad Subhash Subira Sudha Sudhir Sufia Sugandhi
Suganya Suhaib Suhail Suheir Sujata Sukhdev Şükran Sulayman Sultana Sumaiya Sumera Sumit Sumitra Suna Sunčica Sunil
Surendra Suresh Sushila Sushma Swapna Syd Syed Sylwester Szczepan Tabby Tadashi Tadesse Tadiwa Taghreed Tahereh
Tahmina Taisiya Takahiro Takeshi Takondwa Takudzwa Takuya Tamba Tamer Tamsyn Tamta Taner Tanno Tansu Tansy Tanzila
Tapiwa Tariro Tarun Tash Tasneem Tatenda Tatsuya Tatyana Tauseef Tayo Tayyab Tayyiba Tegid Tekin Temilade Teresinha
Teruko Tesfaye Tetsuya Tevita Tewodros Tez Thaer Thanasis Thandi Thang Tharani Themba Thembi Thien Thilini Thinh
Thokozani Thorleif Thulani Thushara Tigran Tihomir Timofey Tinashe Tinky Tinotenda Tipene Tirunesh Tjitske Toan Tochi
Tochukwu Tolani Tolu Toluwani Tommo Tonderai Torquil Tosin Tran Traudi Trev Trix Trixie Truc Trupti Truus Tsegaye
Tsehay Tudur Tuğba Tuncay Tunji Tushar Tuyen Ubah Uchechi Uchechukwu Uday Ugochi Ugochukwu Uisdean Ujjwal Uju Ulaş
Umesh Ümit Urmila Ursin Uyen Uzma Uzochi Uzoma Vadym Vahan Vahe Vaishali Vakhtang Valeriy Vandana Vardan Varun Vasant
Vasilis Veena Vikas Viktoriia Viliame Vimal Vimala Vimbai Vinay Vineet Vipul Vira Vishal Vishnu Višnja Vitalij Vivek
Vjosa Vladan Vlatka Vojislav Vuk Vusi Vy Wacław Wahid Wajid Wale Walt Walti Waqar Warsame Wasim Wastl Welat Wena Werni
Weronika Wes Widad Wietske Wigand Wiktoria Winsome Wioleta Wioletta Władysław Włodzimierz Wole Wondimu Xandi Xhevdet
Xolani Yağmur Yakup Yalda Yamikani Yankuba Yasmiin Yaya Yayra Yeliz Yemi Yemisi Yeşim Yevhen Yiannoula Yinka Yiorgos
Yllka Yogesh Yohannes Yonas Yoshio Younis Youssouf Yuichi Yuka Yüksel Yuliya Yumi Yurdagül Yuriy Yusra Yuto Yve Zaher
Zahida Zain Zaina Zakia Zandile Zaruhi Zawadi Zaza Zbyszek Zdzisława Zeb Zed Zeenat Zeeshan Zeina Zeinab Zekiye Zeliha
Zerrin Zewdi Zhanna Zia Zikora Zilan Zîn Zodwa Zohreh Zoya Zubair Zuhair Zuhal Zulfiqar Zümrüt Zurab Zuri Zuwaira
Zuzanna Zvonimir Žydrūnas Zygmunt
""")
