nav-people = ადამიანები
people-title = ადამიანები
people-lead = ყველა, ვისი სწავლებაც და კარიერაც აქ აღირიცხება, თქვენი როლის ფარგლებში.
people-person-title = პირი
people-new-title = პირის აღრიცხვა
people-new-lead = საჭიროა მხოლოდ სახელი. რაც ჯერ უცნობია, მოგვიანებით დაემატება.
people-edit-title = ჩანაწერის შეცვლა
people-register = აღრიცხვა
people-registered = { $name } აღრიცხულია.
people-edit = შეცვლა
people-back = პირთან დაბრუნება
people-yes = კი
people-no = არა

people-filters = სიის შევიწროება
people-search = სახელი იწყება
people-unit-below = ერთეული და ქვემოთ
people-state = მდგომარეობა
people-order = თანმიმდევრობა
people-order-recorded = აღრიცხვის მიხედვით
people-order-name = სახელით (დამალული სახელების გარეშე)
people-all = ყველა
people-clear = ყველა ფილტრის მოხსნა
people-none = ჯერ არავინ არის აღრიცხული
people-none-text = პირველი პირი აქ აღრიცხეთ ან ბევრი ბრძანების სტრიქონიდან შემოიტანეთ: waymark import participants.
people-none-reach = თქვენი როლი ჯერ არავის სწვდება: ხედავთ თქვენი ერთეულის, ჯგუფების ან შეგირდების ადამიანებს.
people-none-so = ასე არავინ მოიძებნა
people-none-so-text = სახელი აკრეფილით უნდა იწყებოდეს, ნომერი კი სრული უნდა იყოს. თქვენთვის დამალული სახელები სახელით არ მოიძებნება.
people-find-hint = სახელის დასაწყისი ან სრული ნომერი.

people-field-displayname = სახელი
people-field-givenname = პირადი სახელი
people-field-familyname = გვარი
people-field-patronymic = მამის სახელი
people-field-sex = სქესი
people-field-birthdate = დაბადება
people-field-externalid = ნომერი
people-field-unit = ერთეული
people-field-joinedon = შემოვიდა
people-field-emails = ელფოსტის მისამართები
people-field-phones = ტელეფონის ნომრები
people-field-address = საფოსტო მისამართი
people-field-protected = დაცული იყოს ასაკის მიუხედავად
people-part-name = სახელი
people-part-person = პირი
people-part-service = სამსახური
people-part-contact = კონტაქტი
people-hint-name = ისე, როგორც თვითონ წერს. ერთი სახელიც საკმარისია.
people-hint-born = რამდენადაც ზუსტად ცნობილია: წელიც საკმარისია.
people-hint-number = მაგალითად, სამსახურებრივი ნომერი. მოგვიანებით ვეღარ შეიცვლება.
people-hint-unit = სახელწოდების დასაწყისი. იძებნება მხოლოდ მოქმედი ერთეულები.
people-hint-joined = სრული თარიღი ან არაფერი.
people-hint-lines = თითო სტრიქონში ერთი, უპირატესი პირველი.
people-hint-protected = ძალადობაგადატანილთათვის, მოწმეებისა და სხვებისთვის, ვისაც სახელით მოხსენიება ვნებს. არასრულწლოვნები ისედაც დაცული არიან.
people-estimated = დაბადების თარიღი სავარაუდოა
people-about-date = დაახლოებით { $date }
people-born = დაბადება: { $date }
people-since = { $day }-დან
people-other-names = სხვა სახელები
people-other-numbers = ნომრები სხვა სისტემებში
people-gender = გენდერი, საკუთარი სიტყვებით
people-guardians = მეურვეები
people-consents = თანხმობები
people-attributes = ნიშნები
people-recorded = აღრიცხულია
people-changed = ბოლო ცვლილება
people-sex-female = მდედრობითი
people-sex-male = მამრობითი
people-sex-unspecified = უცნობია
people-sex-not-applicable = არ გამოიყენება
people-state-active = მოქმედი
people-state-left = წასული
people-state-deceased = გარდაცვლილი
people-state-erased = წაშლილი
people-state-hint-active = ორგანიზაციაშია.
people-state-hint-left = ორგანიზაციაში აღარ არის. ჩანაწერი რჩება.
people-state-hint-deceased = სწავლებასა და კარიერაზე მეტი აღარაფერი ჩაიწერება.
people-state-change = მდგომარეობის შეცვლა
people-state-changed = მდგომარეობა შეიცვალა.

people-protected = დაცული
people-name-hidden = სახელი დამალულია ({ $number })
people-name-erased = წაშლილია ({ $number })
people-hidden = ამ ჩანაწერის ნაწილი დამალულია
people-hidden-text = ეს პირი დაცულია. სახელი, დაბადება, კონტაქტი და სხვა თქვენს როლს არ ეჩვენება. თუ საქმეს სჭირდება, ჩანაწერის გახსნა ერთი საათით შეგიძლიათ: ადმინისტრატორებს მაშინვე ეცნობებათ და ეს ჟურნალში რჩება.
people-open = ჩანაწერის გახსნა
people-open-title = დაცული ჩანაწერის გახსნა
people-open-text = 60 წუთი სრულ ჩანაწერს ხედავთ. ვინ, როდის და რატომ გახსნა, ადმინისტრატორებს ეცნობებათ და ინახება.
people-open-reason = სულ მცირე 10 ნიშანი. პირს ნუ დაასახელებთ: ვინც ამას კითხულობს, პირებს ვერ ხედავს.
people-case = საქმის ნომერი
people-opened = თქვენთვის გახსნილია: { $time }-მდე
people-opened-text = გახსნილია საქმისთვის { $case }. დახურეთ, როგორც კი საჭიროს გაიგებთ.
people-close = ჩანაწერის დახურვა
people-redacted-edit = ამ ჩანაწერის ნაწილი თქვენთვის დამალულია: მისი შეცვლა შეუძლიათ მათ, ვინც სრულად ხედავს.

people-tabs = ჩანაწერის ნაწილები
people-tab-timeline = ქრონოლოგია
people-tab-training = სწავლება
people-tab-career = კარიერა
people-tab-record = ჩანაწერი
people-timeline-none = ჯერ არაფერი მომხდარა
people-timeline-none-text = ჩარიცხვები, შედეგები, მოწმობები, მენტორები და კარიერის ნაბიჯები აქ პირველივედან ჩნდება.
people-no-day = თარიღის გარეშე
people-kind-service = სამსახური
people-kind-training = სწავლება
people-kind-result = შედეგები
people-kind-credential = მოწმობა
people-kind-mentoring = მენტორობა
people-kind-career = წოდება და თანამდებობა
people-joined = ორგანიზაციაში შემოსვლა
people-enrolled = ჩარიცხვა: { $course }
people-results =
    { $count ->
        [one] ერთი შედეგი
       *[other] { $count } შედეგი
    }
people-score = { $score } / { $most }
people-passed = ჩააბარა
people-failed = ვერ ჩააბარა
people-not-submitted = არ წარუდგენია
people-credential = მოწმობა: { $title }
people-credential-revoked = გაუქმებულია: { $title }
people-valid-until = ძალაშია { $day }-მდე
people-order-number = ბრძანება { $number }
people-mentored = მენტორობის დასაწყისი
people-mentored-until = მენტორობის დასასრული
people-mentorship-proposed = შეთავაზებული
people-mentorship-pending-acceptance = თანხმობის მოლოდინში
people-mentorship-active = მიმდინარე
people-mentorship-paused = შეჩერებული
people-mentorship-goals-met = მიზნები მიღწეულია
people-mentorship-ended-on-term = ვადაზე დასრულდა
people-mentorship-re-paired = სხვა მენტორი მის ნაცვლად
people-mentorship-dissolved = შეწყვეტილი
people-mentorship-voided = შეცდომით ჩაწერილი

people-training-none = სწავლება არ არის ჩაწერილი
people-training-none-text = ის ჯგუფში ჩარიცხვით იწყება.
people-enrolled-on = ჩარიცხვა: { $day }
people-all-results = ყველა შედეგი
people-attempt = ცდა { $attempt }
people-attendance = დაესწრო { $sessions } მეცადინეობიდან { $attended }-ს, გააცდინა { $missed }, საპატიოდ { $excused }.
people-may-miss =
    { $count ->
        [0] მეტი მეცადინეობის გაცდენა აღარ შეიძლება.
        [one] კიდევ ერთი მეცადინეობის გაცდენა შეიძლება.
       *[other] კიდევ { $count } მეცადინეობის გაცდენა შეიძლება.
    }
people-may-miss-over =
    { $count ->
        [one] დასაშვებზე ერთი მეცადინეობით მეტია გაცდენილი.
       *[other] დასაშვებზე { $count } მეცადინეობით მეტია გაცდენილი.
    }
people-required-attendance = დასწრება სულ მცირე { $required } %
people-required-score = { $title }: სულ მცირე { $required }
people-required-total = ჯამი სულ მცირე { $required } %
people-standing-met = შესრულებული
people-standing-on-track = კარგად მიდის
people-standing-at-risk = საფრთხეშია
people-standing-out-of-reach = მიუღწეველი
people-standing-closed = დახურული
people-standing-unspecified = უცნობია
people-enrolment-applied = განაცხადი
people-enrolment-waitlisted = მოლოდინის სიაში
people-enrolment-accepted = მიღებული
people-enrolment-rejected = უარყოფილი
people-enrolment-active = მონაწილეობს
people-enrolment-suspended = შეწყვეტილი დროებით
people-enrolment-completed = დაასრულა
people-enrolment-graduated = კურსდამთავრებული
people-enrolment-failed = ვერ ჩააბარა
people-enrolment-withdrawn = თვითონ წავიდა
people-enrolment-dropped-out = სიარული შეწყვიტა
people-enrolment-transferred = სხვა ჯგუფში გადავიდა
people-enrolment-expelled = გარიცხული
people-enrolment-no-show = არ გამოცხადდა
people-enrolment-deceased = გარდაცვლილი
people-enrolment-voided = შეცდომით ჩაწერილი

people-promote = კარიერის ნაბიჯის ჩაწერა
people-career-none = კარიერის ნაბიჯი არ არის ჩაწერილი
people-career-none-text = ჩაწერეთ პირველი, მაგალითად სამსახურში შესვლა.
people-career-none-reach = მათ ისინი წერენ, ვინც კარიერას წყვეტს.
people-career-events = კარიერის ნაბიჯები
people-career-superseded = შესწორებული
people-career-automatic = ავტომატური
people-career-correct = შესწორება
people-career-correct-this = შესწორება: { $what }, { $day }
people-career-finding =
    { $count ->
        [0] { $rung }, { $day }-დან.
        [one] { $rung }, { $day }-დან, წოდების ერთი ცვლილების შემდეგ.
       *[other] { $rung }, { $day }-დან, წოდების { $count } ცვლილების შემდეგ.
    }
people-career-finding-none = დღეს წოდება არ აქვს.
people-career-about = მოქმედი ნაბიჯები, { $day }. კვადრატები ზემოთ: მოწმობები.
people-career-hire = სამსახურში შესვლა
people-career-promotion = დაწინაურება
people-career-appointment = დანიშვნა
people-career-acting-appointment = მოვალეობის შემსრულებლად დანიშვნა
people-career-transfer = გადაყვანა
people-career-secondment = მივლინება
people-career-demotion = დაქვეითება
people-career-suspension = სამსახურიდან ჩამოშორება
people-career-separation = სამსახურიდან წასვლა
people-day = დღე
people-what = რა
people-rung = წოდება
people-post = თანამდებობა
people-title-of = სახელწოდება
people-from = დან
people-until = მდე
people-until-now = დღეს
people-acting = მოვალეობის შემსრულებელი
people-order-reference = ბრძანების ნომერი

people-log-title = ვინ ნახა
people-log-lead = ამ პირის ჩანაწერების ყოველი ცვლილება და დაცული ჩანაწერის ყოველი წაკითხვა. აქ ვერაფერი შეიცვლება.
people-log-show = ჩვენება
people-log-all = ყველაფერი
people-log-readings = ჩანაწერის წაკითხვები
people-log-changes = ჩანაწერის ცვლილებები
people-log-none = ჟურნალში არაფერია
people-log-none-text = ცვლილებები ჟურნალში რამდენიმე წამში ხვდება, წაკითხვები კი მხოლოდ დაცული პირებისა იწერება.
people-log-when = როდის
people-log-who = ანგარიში
people-log-nobody = შესვლის გარეშე
people-log-detail = რატომ ან რა შეიცვალა
people-log-sealed = დალუქული
people-log-from = საიდან
people-log-record-read = ჩანაწერი წაიკითხეს
people-log-participant-registered = აღრიცხვა
people-log-participant-updated = ჩანაწერი შეიცვალა
people-log-participant-graduated = კურსის დამთავრება
people-log-participant-glass-broken = დაცული ჩანაწერი გაიხსნა
people-log-participant-opening-closed = დაცული ჩანაწერი დაიხურა
people-log-enrolment-state-changed = ჩარიცხვა შეიცვალა
people-log-credential-issued = მოწმობა გაიცა
people-log-credential-revoked = მოწმობა გაუქმდა
people-log-career-hired = სამსახურში შესვლა
people-log-career-promoted = დაწინაურება
people-log-career-appointed = დანიშვნა
people-log-career-transferred = გადაყვანა
