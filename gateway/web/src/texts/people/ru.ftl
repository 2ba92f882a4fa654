nav-people = Люди
people-title = Люди
people-lead = Все, чьё обучение и карьера здесь ведутся, насколько это доступно вашей роли.
people-person-title = Человек
people-new-title = Зарегистрировать человека
people-new-lead = Нужно только имя. Чего ещё не знают, можно добавить позже.
people-edit-title = Изменить запись
people-register = Зарегистрировать
people-registered = { $name }: зарегистрировано.
people-edit = Изменить
people-back = Назад к человеку
people-yes = Да
people-no = Нет

people-filters = Сузить список
people-search = Имя начинается с
people-unit-below = Подразделение и ниже
people-state = Состояние
people-order = Порядок
people-order-recorded = В порядке записи
people-order-name = По имени (без скрытых имён)
people-all = Все
people-clear = Снять все фильтры
people-none = Пока никто не зарегистрирован
people-none-text = Зарегистрируйте первого человека здесь или загрузите многих из командной строки: waymark import participants.
people-none-reach = Вашей роли пока никто не доступен: вы видите людей своего подразделения, своих групп или своих подопечных.
people-none-so = Так никто не найден
people-none-so-text = Имя должно начинаться с введённого, а номер должен быть полным. Скрытые от вас имена по имени не находятся.
people-find-hint = Начало имени или полный номер.

people-field-displayname = Имя
people-field-givenname = Личное имя
people-field-familyname = Фамилия
people-field-patronymic = Отчество
people-field-sex = Пол
people-field-birthdate = Рождение
people-field-externalid = Номер
people-field-unit = Подразделение
people-field-joinedon = В организации с
people-field-emails = Адреса электронной почты
people-field-phones = Номера телефонов
people-field-address = Почтовый адрес
people-field-protected = Защищать независимо от возраста
people-part-name = Имя
people-part-person = Человек
people-part-service = Служба
people-part-contact = Связь
people-hint-name = Так, как человек пишет его сам. Достаточно одного имени.
people-hint-born = Настолько точно, насколько известно: достаточно года.
people-hint-number = Например, служебный номер. Позже его изменить нельзя.
people-hint-unit = Начало названия. Находятся только действующие подразделения.
people-hint-joined = Полная дата или ничего.
people-hint-lines = По одному в строке, предпочтительный первым.
people-hint-protected = Для переживших насилие, свидетелей и других, кому вредит упоминание имени. Несовершеннолетние защищены и так.
people-estimated = Дата рождения приблизительна
people-about-date = около { $date }
people-born = рождение: { $date }
people-since = с { $day }
people-field-othernames = Другие имена
people-other-numbers = Номера в других системах
people-gender = Гендер, своими словами
people-field-guardians = Опекуны
people-field-consents = Согласия
people-other-name = Имя
people-other-name-number = Другое имя { $number }
people-other-name-add = Добавить другое имя
people-script = Письменность
people-hint-othernames = Имя в другой письменности, имя при рождении, прежние имена.
people-hint-script = Четыре буквы по ISO 15924, например Cyrl, Geor или Latn.
people-guardian-number = Опекун { $number }
people-guardian-add = Добавить опекуна
people-relation = Кем приходится человеку
people-hint-relation = Например мать, брат или законный опекун.
people-hint-guardians = Кто представляет человека, пока он несовершеннолетний.
people-consent-number = Согласие { $number }
people-consent-add = Добавить согласие
people-consent-purpose = Цель
people-hint-purpose = Для чего можно использовать данные, например для оценки.
people-consent-basis = Правовое основание
people-hint-basis = Например согласие или публичная задача.
people-consent-given-by = Кем дано
people-hint-given-by = Пусто: самим человеком. Иначе, например, опекуном.
people-consent-given-on = Дано
people-consent-expires-on = Действует до
people-consent-withdrawn-on = Отозвано
people-hint-consents = На что согласился человек или опекун. У отозванного укажите день и оставьте его здесь.
people-consent-by = дано: { $name }
people-consent-withdrawn = отозвано { $day }
people-take-away = Убрать: { $what }
people-attributes = Признаки
people-recorded = Записано
people-changed = Последнее изменение
people-sex-female = Женский
people-sex-male = Мужской
people-sex-unspecified = Неизвестно
people-sex-not-applicable = Неприменимо
people-state-active = В организации
people-state-left = Вне организации
people-state-deceased = Смерть
people-state-erased = Стёрто
people-state-hint-active = Состоит в организации.
people-state-hint-left = Больше не в организации. Запись остаётся.
people-state-hint-deceased = Об обучении и карьере больше ничего не записывается.
people-state-change = Изменить состояние
people-state-reason = Почему
people-state-reason-hint = В нескольких словах, для тех, кто читает запись. Не о здоровье и не о личном.
people-state-changed = Состояние изменено.

people-protected = Под защитой
people-name-hidden = Имя скрыто ({ $number })
people-name-erased = Стёрто ({ $number })
people-hidden = Части этой записи скрыты
people-hidden-text = Этот человек под защитой. Имя, рождение, связь и другое вашей роли не показываются. Если они нужны для дела, вы можете открыть запись на час: администраторы узнают об этом сразу, и это остаётся в журнале.
people-open = Открыть запись
people-open-title = Открыть защищённую запись
people-open-text = 60 минут вы видите всю запись. Кто, когда и почему её открыл, сообщается администраторам и сохраняется.
people-open-reason = Не менее 10 знаков. Не называйте человека: те, кто это читает, людей не видят.
people-case = Номер дела
people-opened = Открыто для вас до { $time }
people-opened-text = Открыто для дела { $case }. Закройте, как только узнаете нужное.
people-close = Закрыть запись
people-redacted-edit = Части этой записи от вас скрыты: изменить её могут те, кто видит её целиком.

people-tabs = Части записи
people-tab-timeline = Хронология
people-tab-training = Обучение
people-tab-career = Карьера
people-tab-record = Запись
people-timeline-none = Пока ничего не произошло
people-timeline-none-text = Зачисления, результаты, свидетельства, наставники и шаги карьеры появляются здесь с первого.
people-no-day = Без даты
people-kind-service = Служба
people-kind-training = Обучение
people-kind-result = Результаты
people-kind-credential = Свидетельство
people-kind-mentoring = Наставничество
people-kind-career = Звание и должность
people-joined = Приход в организацию
people-enrolled = Зачисление: { $course }
people-results =
    { $count ->
        [one] { $count } результат
        [few] { $count } результата
       *[many] { $count } результатов
    }
people-score = { $score } из { $most }
people-passed = сдано
people-failed = не сдано
people-not-submitted = не представлено
people-credential = Свидетельство: { $title }
people-credential-revoked = Отозвано: { $title }
people-valid-until = действует до { $day }
people-order-number = приказ { $number }
people-mentored = Начало наставничества
people-mentored-until = Конец наставничества
people-mentorship-proposed = Предложено
people-mentorship-pending-acceptance = Ожидает согласия
people-mentorship-active = Идёт
people-mentorship-paused = Приостановлено
people-mentorship-goals-met = Цели достигнуты
people-mentorship-ended-on-term = Закончилось в срок
people-mentorship-re-paired = Вместо него другой наставник
people-mentorship-dissolved = Прекращено
people-mentorship-voided = Записано по ошибке

people-training-none = Обучение не записано
people-training-none-text = Оно начинается с зачисления в группу.
people-enrolled-on = зачисление { $day }
people-all-results = Все результаты
people-attempt = попытка { $attempt }
people-attendance = Посещено занятий: { $attended } из { $sessions }, пропущено: { $missed }, по уважительной причине: { $excused }.
people-may-miss =
    { $count ->
        [0] Больше нельзя пропустить ни одного занятия.
        [one] Можно пропустить ещё { $count } занятие.
        [few] Можно пропустить ещё { $count } занятия.
       *[many] Можно пропустить ещё { $count } занятий.
    }
people-may-miss-over =
    { $count ->
        [one] Пропущено на { $count } занятие больше допустимого.
        [few] Пропущено на { $count } занятия больше допустимого.
       *[many] Пропущено на { $count } занятий больше допустимого.
    }
people-required-attendance = Посещаемость не менее { $required } %
people-required-score = { $title }: не менее { $required }
people-required-total = Итог не менее { $required } %
people-standing-met = Выполнено
people-standing-on-track = Идёт успешно
people-standing-at-risk = Под угрозой
people-standing-out-of-reach = Недостижимо
people-standing-closed = Закрыто
people-standing-unspecified = Неизвестно
people-enrolment-applied = Заявка
people-enrolment-waitlisted = В списке ожидания
people-enrolment-accepted = Место получено
people-enrolment-rejected = Отказ
people-enrolment-active = Участие
people-enrolment-suspended = Перерыв
people-enrolment-completed = Завершено
people-enrolment-graduated = Выпуск
people-enrolment-failed = Не сдано
people-enrolment-withdrawn = Уход по заявлению
people-enrolment-dropped-out = Перестал приходить
people-enrolment-transferred = Переход в другую группу
people-enrolment-expelled = Исключение
people-enrolment-no-show = Неявка
people-enrolment-deceased = Смерть
people-enrolment-voided = Записано по ошибке

people-promote = Записать шаг карьеры
people-career-none = Шагов карьеры не записано
people-career-none-text = Запишите первый, например поступление на службу.
people-career-none-reach = Их записывают те, кто решает о карьере.
people-career-events = Шаги карьеры
people-career-superseded = Исправлено
people-career-automatic = Автоматически
people-career-correct = Исправить
people-career-correct-this = Исправить: { $what }, { $day }
people-career-finding =
    { $count ->
        [0] { $rung } с { $day }.
        [one] { $rung } с { $day }, после { $count } смены звания.
        [few] { $rung } с { $day }, после { $count } смен звания.
       *[many] { $rung } с { $day }, после { $count } смен звания.
    }
people-career-finding-none = Сегодня звания нет.
people-career-about = Действующие шаги на { $day }. Квадраты вверху: свидетельства.
people-career-hire = Поступление на службу
people-career-promotion = Повышение
people-career-appointment = Назначение
people-career-acting-appointment = Временное назначение
people-career-transfer = Перевод
people-career-secondment = Командирование
people-career-demotion = Понижение
people-career-suspension = Отстранение от службы
people-career-separation = Уход со службы
people-day = День
people-what = Что
people-rung = Звание
people-post = Должность
people-title-of = Название
people-from = С
people-until = По
people-until-now = сегодня
people-acting = временно
people-order-reference = Номер приказа

people-log-title = Кто смотрел
people-log-lead = Каждое изменение записей этого человека и каждое чтение защищённой записи. Здесь ничего нельзя изменить.
people-log-show = Показать
people-log-all = Всё
people-log-readings = Чтения записи
people-log-changes = Изменения записи
people-log-none = В журнале ничего нет
people-log-none-text = Изменения попадают в журнал через несколько секунд, а чтения записываются только для людей под защитой.
people-log-when = Когда
people-log-who = Учётная запись
people-log-nobody = Без входа
people-log-detail = Почему или что изменено
people-log-sealed = Опечатано
people-log-from = Откуда
people-log-record-read = Запись прочитана
people-log-participant-registered = Регистрация
people-log-participant-updated = Запись изменена
people-log-participant-graduated = Выпуск
people-log-participant-glass-broken = Защищённая запись открыта
people-log-participant-opening-closed = Защищённая запись закрыта
people-log-enrolment-state-changed = Зачисление изменено
people-log-credential-issued = Свидетельство выдано
people-log-credential-revoked = Свидетельство отозвано
people-log-career-hired = Поступление на службу
people-log-career-promoted = Повышение
people-log-career-appointed = Назначение
people-log-career-transferred = Перевод
people-log-career-acting-appointed = Временное назначение
people-log-career-seconded = Командирование
people-log-career-demoted = Понижение
people-log-career-suspended = Отстранение от службы
people-log-career-separated = Уход со службы
people-log-mentorship-started = Начало наставничества
people-log-mentorship-ended = Конец наставничества
people-log-mentorship-changed = Наставничество изменено
