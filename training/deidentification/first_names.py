"""First names in use in Britain, Ireland and the German-speaking countries that no list we install has.

Names of many origins, forms that are short, and names that are words besides.
"""

from training.deidentification.vocabulary import words

SHORT_NAMES = words("""
ade ash bart baz becky bee ben bev bex bill billy bob bobby bryony cath chaz clover daisy dan danny dave daz deb debs
don evi ferdl fern flora franzi gabi gaz gitti hans hansi hattie heinz iris ivy jim jimmy jo joe jon kat kath ken kev
kit lavender len liz maggie mags marigold milly moni nan nat ned nell ollie olly poldi poppy resi river rob ron
saffron sal sepp shaz sky skye sonny steffi sue susi ted tess tilly tim tom toni trish trudy uli violet vroni will
willow
""")

# Often in the corpora because somebody in them is called so.
NAMES_BEFORE_WORDS = words("""
billy christian drew emily hans jack julian lily malte mike nick ray reiner rob roger sally sean sebastian sue
""")

# Given in the German-speaking countries, and there a word before it is a name.
WORDS_BEFORE_NAMES = words("""
abraham adam alba angel august eitel elias erika flora gloria hagen heide holm jean jesus jordan laure marine mark
maxime maya mentor mercedes orlando roman romane rose urban violette wolf
""")

FURTHER_NAMES = words("""
Jermaine Gulnara Aigerim Nursultan Bolat Olesia Plamen Desislava Krasimir Rumen Ivelina Siew Jiahao Balbir Satnam
Shahida Kavitha Tharindu Tyrell Keisha Shanice Kadeem Tanisha
Abebe Adaobi Adeel Ailsa Ainhoa Aissatou Ajay Alasdair Aled Alfie Alun Amaka Aminat Amity Amr Andi Andriy Angharad
Ania Anil Arantxa Arash Avin Ayanda Ayo Azadeh Babak Babatunde Bahram Baran Basia Behrouz Benedicta Bereket Berivan
Binetou Binh Biniam Binod Binta Blodwen Bola Bonaventure Bongani Bosse Bukky Bukola Bushra Bình Carys Cenk Ceri Cerys
Chaminda Chardonnay Chasper Cheikh Chidinma Chimamanda Chioma Chip Chipo Chisomo Chrysoula Clemency Conceição Dafydd
Dami Damilola Darek Dariush Darya Dawit Deepak Deeqa Delroy Diep Dilek Dilip Dilshan Dilwen Dimitra Dmytro Dorji Dot
Dritan Ebru Efua Eilidh Eirini Eleri Eluned Emrys Enisa Eun-ji Evgeny Fadi Fadumo Fahad Faisal Farai Farhad Farshad
Farzana Fatou Fatoumata Favour Femi Ffion Fiete Figen Fikret Fikru Finlay Flo Flori Flutura Folake Fritzi Funke Gabe
Geraint Gethin Ghassan Giang Gift Girgl Giselher Golnaz Goodluck Goodness Gosia Graça Gwenllian Halyna Hao Haroon
Haruto Hauke Heinzi Heledd Hias Hirut Hiwot Hoa Hodan Honor Honour Hossam Hossein Huw Hye-jin Iestyn Ieuan Ifan Ifrah
Ignatius Ihor Ikechukwu Iman Immaculata Iolo Iqbal Iseabail Itohan Jae-won Jagoda Jaleh Jannes Jarek Javed Ji-hoon
Jian Joss Jowan Jîyan Kaden Karthik Kasia Kaveh Kavita Kayley Kehinde Keiran Kenji Keno Kerensa Khady Khanh Khánh
Kourosh Krzysiek Kumari Kwok Köbi Laleh Lalitha Lennox Lerato Levent Levke Liesl Lirije Lisl Liudmyla Llewelyn Llinos
Lowenna Lowri Lubna Luggi Lurdes Lyubov Lyudmila Maciek Mahmuda Mahsa Mair Majid Manny Marwan Mazen Meena Megs Mehrdad
Mei Meinir Meles Melike Menna Merryn Mersiha Mhairi Mickey Micky Midge Mieczysław Miles Mirek Mizzi Momme Morag
Morwenna Mujo Mulenga Mulu Murugan Myfanwy Mykhailo Mykola Nader Nadezhda Nance Nasreen Nasrin Nasser Nataliya Naveed
Navid Nazanin Nazma Ndeye Nekane Nermina Nerys Netta Nga Nhung Niloufar Nimal Nkechi Noldi Nomsa Nur Oanh Obioma Ocke
Okko Oksana Olayinka Oleksandr Oleksandra Olumide Oluwaseun Oluwatobi Onno Osas Ostap Ousmane Ovie Paddy Palesa Pammy
Panagiotis Parisa Parvaneh Parveen Payam Pema Perpetua Piotrek Pip Posy Prakash Precious Priti Priyanka Promise Prue
Przemek Quirin Quynh Quỳnh Rabia Rahima Rajesh Rami Rasha Reem Rehana Rekha Resl Rhodri Rich Rohit Rojda Rojin Roz
Ruaridh Rukhsana Rutendo Rüya Sagal Sage Sahar Saima Sanath Sanjay Saraswati Satoshi Sawsan Scholastica Schorsch Seb
Segun Selam Senait Senthil Seo-yeon Seonaid Serhiy Seun Sevgi Shabnam Shahid Shahram Shazia Shilan Shirin Shreya
Siamak Sioned Sipho Siu Sjaak Sonam Soo-jin Spyros Steph Storm Stu Subramaniam Suki Sukie Suman Sunita Svitlana Swati
Sławek Tafadzwa Tahira Taiwo Takashi Tam Tamsin Taraneh Taras Tarek Tariq Tarkan Taslima Tawfiq Tayfun Tegen Tegwen
Temi Temitope Temperance Temwa Tendai Tetiana Thabo Thilaga Tigist Tihana Tjark Tjorven Tolga Tomek Tomke Tomos Tuba
Tâm Ufuk Val Valbona Verity Veysel Vijay Vikram Vinh Vinod Vitaliy Viv Volodymyr Vreni Vyacheslav Wael Waseem Wiesława
Wilf Willemijn Winston Wisdom Wojtek Wolfi Woody Wren Wyn Xiaoming Xue Yaroslav Yas Yiannis Yordanos Yuk Zafer Zanele
Zdzisław Zenzi Zhen Zhi Ziad Zinaida Zosia Zubaida Zé Đorđe Đức Şule
""")
