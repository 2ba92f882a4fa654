#include "services/access/mail_texts.h"

#include <absl/strings/str_replace.h>

#include <vector>

#include "services/common/base/text.h"

namespace waymark::access {
namespace {

using Words = std::vector<std::pair<const char*, std::string>>;

struct Template {
  std::string_view subject, body;
};

// The texts of one language. A new one is a new row.
struct Language {
  std::string_view code;  // the first part of a BCP 47 tag
  Template invitation, reset, opening, wrong_codes;
};

constexpr Language kLanguages[] = {
    {"en",
     {"Your account at Waymark",
      "An account was made for you at Waymark, {url}.\n\n"
      "Your user name: {user_name}\n\n"
      "Set a password by this link, which works once, until {end}:\n\n"
      "{link}\n\n"
      "Or by the command line client, `waymark account redeem`, with this code:\n\n"
      "{secret}\n\n"
      "If you expected nothing of the kind, do nothing: nobody comes in without the link.\n"},
     {"A new password for Waymark",
      "Somebody, you or an administrator, asked for a new password of your account at Waymark, {url}.\n\n"
      "Your user name: {user_name}\n\n"
      "Set it by this link, which works once, until {end}:\n\n"
      "{link}\n\n"
      "Or by the command line client, `waymark account redeem`, with this code:\n\n"
      "{secret}\n\n"
      "If it was not you, do nothing: your password stays as it is.\n"},
     {"A protected record was opened",
      "The record of a protected person was opened at Waymark, {url}, by breaking the glass.\n\n"
      "Opened by: {opened_by}\n"
      "At:        {time}\n"
      "Opening:   {opening}\n\n"
      "Why, and whether it is still open:\n\n"
      "{link}\n\n"
      "You get this because you are an administrator of the organization.\n"},
     {"Somebody guesses your codes",
      "Somebody who knows the password of your account at Waymark, {url}, has given twenty wrong codes of "
      "your "
      "authenticator application within an hour. For what is left of the hour no code is taken but your "
      "recovery codes.\n\n"
      "Your user name: {user_name}\n\n"
      "If it was not you, your password is known to somebody else: set another one.\n\n"
      "{link}\n"}},
    {"ru",
     {"Ваша учётная запись в Waymark",
      "Для вас создана учётная запись в Waymark, {url}.\n\n"
      "Имя пользователя: {user_name}\n\n"
      "Задайте пароль по этой ссылке. Она действует один раз, до {end}:\n\n"
      "{link}\n\n"
      "Или программой командной строки, `waymark account redeem`, этим кодом:\n\n"
      "{secret}\n\n"
      "Если вы ничего такого не ожидали, ничего не делайте: без ссылки никто не войдёт.\n"},
     {"Новый пароль для Waymark",
      "Кто-то, вы или администратор, запросил новый пароль для вашей учётной записи в Waymark, {url}.\n\n"
      "Имя пользователя: {user_name}\n\n"
      "Задайте его по этой ссылке. Она действует один раз, до {end}:\n\n"
      "{link}\n\n"
      "Или программой командной строки, `waymark account redeem`, этим кодом:\n\n"
      "{secret}\n\n"
      "Если это были не вы, ничего не делайте: пароль останется прежним.\n"},
     {"Открыта защищённая запись",
      "В Waymark, {url}, экстренно открыта запись защищаемого лица.\n\n"
      "Кто открыл: {opened_by}\n"
      "Когда:      {time}\n"
      "Что:        {opening}\n\n"
      "Почему, и открыта ли она ещё:\n\n"
      "{link}\n\n"
      "Вы получили это письмо как администратор организации.\n"},
     {"Кто-то подбирает ваши коды",
      "Кто-то, кто знает пароль вашей учётной записи в Waymark, {url}, за час ввёл двадцать неверных кодов "
      "приложения-аутентификатора. До конца этого часа принимаются только коды восстановления.\n\n"
      "Имя пользователя: {user_name}\n\n"
      "Если это были не вы, ваш пароль известен кому-то ещё: задайте другой.\n\n"
      "{link}\n"}}};

const Language& LanguageOf(std::string_view tag) {
  const std::string code = Lower(Split(tag, '-').front());
  for (const Language& language : kLanguages) {
    if (language.code == code) return language;
  }
  return kLanguages[0];
}

MailText Fill(const Template& text, const Words& words) {
  // In one pass: what a word holds is not filled again.
  return {std::string(text.subject), absl::StrReplaceAll({text.body.data(), text.body.size()}, words)};
}

// `2026-11-28 16:02 UTC`
std::string MinuteOf(TimePoint time) {
  const std::string text = FormatTime(time);
  return text.substr(0, 10) + " " + text.substr(11, 5) + " UTC";
}

}  // namespace

MailText LinkText(std::string_view language, const LinkWords& words) {
  const Language& texts = LanguageOf(language);
  return Fill(words.invites ? texts.invitation : texts.reset,
              {{"{url}", words.url},
               {"{user_name}", words.user_name},
               // No server is told what is behind the #.
               {"{link}", words.url + "/account-link#" + words.secret},
               {"{secret}", words.secret},
               {"{end}", MinuteOf(words.end)}});
}

MailText OpeningText(std::string_view language, const OpeningWords& words) {
  const std::string_view opening = words.opening;
  const std::string participant(opening.substr(0, opening.find("/openings/")));
  const std::string organization = participant.substr(0, participant.find("/participants/"));
  return Fill(LanguageOf(language).opening,
              {{"{url}", words.url},
               {"{opened_by}", words.opened_by},
               {"{opening}", words.opening},
               {"{time}", MinuteOf(words.time)},
               {"{link}", words.url + "/v1/" + organization +
                              "/participants/-/openings?filter=participant%3D%22" + participant + "%22"}});
}

MailText WrongCodesText(std::string_view language, const WrongCodesWords& words) {
  return Fill(LanguageOf(language).wrong_codes, {{"{url}", words.url},
                                                 {"{user_name}", words.user_name},
                                                 {"{link}", words.url + "/account?tab=password"}});
}

}  // namespace waymark::access
