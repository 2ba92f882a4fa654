nav-careers = Карьера
careers-title = Карьера
careers-lead = Кто где: звания и должности на день.
careers-new-title = Записать шаг карьеры
careers-new-lead = Повышение, назначение или другой шаг. Записанное никогда не изменяется, его только исправляют новой записью.
careers-correct-title = Исправить шаг карьеры
careers-correct-lead = Ваша запись заменяет прежнюю. Прежняя остаётся доступной с пометкой об исправлении.
careers-record = Записать шаг
careers-record-this = Записать
careers-correct = Исправить
careers-recorded = Записано: { $what }, { $day }.
careers-day = На день
careers-tab-ladder = Лестница
careers-tab-posts = Должности
careers-command = Командование
careers-counted =
    { $count ->
        [one] { $count } человек имеет звание, на { $day }.
        [few] { $count } человека имеют звание, на { $day }.
       *[many] { $count } человек имеют звание, на { $day }.
    }
careers-no-ladder = Лестницы пока нет
careers-no-ladder-text = Лестницы и звания создаёт или загружает администратор организации: waymark import rungs.
careers-all = Все со званием или должностью
careers-nobody = В этот день здесь никого нет
careers-nobody-text = Выберите другой день или снимите какой-нибудь фильтр.
careers-since = С
careers-holder = Кто занимает
careers-title-begins = Название начинается с
careers-vacant = Свободна
careers-no-posts = Должностей здесь нет
careers-no-posts-text = Введите меньше букв или выберите другое подразделение. Должности создаёт администратор организации.
careers-who = Кто
careers-stands = Сегодня
careers-no-standing = Пока без звания и должности
careers-derived = По лестнице
careers-type-hint = По лестнице более высокое звание — это повышение, а новая должность — назначение.
careers-effective = Действует с
careers-unchanged = Как прежде
careers-post-hint = Начало названия. Пусто: как прежде.
careers-unit-hint = Пусто: подразделение должности или как прежде.
