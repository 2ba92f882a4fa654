#include "services/access/mail_message.h"

#include <gmock/gmock.h>

#include "services/access/mail_texts.h"
#include "services/common/base/text.h"
#include "services/common/status/error.h"

namespace waymark::access {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const TimePoint kTime{std::chrono::seconds(1'795'622'525)};  // 2026-11-25 16:02:05 UTC

Envelope To(const std::string& address) {
  return {.from = "waymark@police.example", .to = address, .id = "m.1", .time = kTime};
}

std::string HeadOf(const std::string& message) { return message.substr(0, message.find("\r\n\r\n") + 2); }

TEST(MailMessageTest, AMessageHasWhatRfc5322Asks) {
  const std::string message = FormatMessage(To("arta@asp.example"), {"Hello", "One\nTwo\n"});
  EXPECT_EQ(
      message,
      "Date: Wed, 25 Nov 2026 16:02:05 +0000\r\nFrom: Waymark <waymark@police.example>\r\n"
      "To: <arta@asp.example>\r\nSubject: Hello\r\nMessage-ID: <m.1@police.example>\r\n"
      "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
      "Content-Transfer-Encoding: base64\r\n\r\nT25lDQpUd28NCg==\r\n");
}

TEST(MailMessageTest, ASubjectInAnotherScriptIsEncodedByWholeLetters) {
  // 60 letters of two bytes: words of at most 39 bytes.
  std::string subject;
  for (int i = 0; i < 60; ++i) subject += "ж";
  const std::string head = HeadOf(FormatMessage(To("arta@asp.example"), {subject, "x"}));
  const std::string word = "=?UTF-8?B?0LbQttC20LbQttC20LbQttC20LbQttC20LbQttC20LbQttC20LY=?=";
  EXPECT_THAT(head, HasSubstr("Subject: " + word + "\r\n " + word + "\r\n =?UTF-8?B?"));
  for (const auto line : Split(head, '\n')) EXPECT_LE(line.size(), 77u) << line;  // 76 and the \r
}

TEST(MailMessageTest, NothingOfAnAddressOrSubjectBecomesAHeader) {
  for (const char* address :
       {"arta@asp.example\r\nBcc: eve@x.example", "arta@asp.example>\nBcc: <eve@x.example"})
    EXPECT_THROW(FormatMessage(To(address), {"Hello", "x"}), Error) << address;
  EXPECT_THROW(FormatMessage(To("arta@asp.example"), {"Hello\r\nBcc: eve@x.example", "x"}), Error);
  EXPECT_THROW(FormatMessage(To("arta@asp.example"), {"Hello\nBcc: eve@x.example", "x"}), Error);
}

TEST(MailMessageTest, NoLineOfABodyIsLongerThanMimeAllows) {
  const std::string message =
      FormatMessage(To("arta@asp.example"), {"Hello", std::string(10'000, 'x') + "\n.\n"});
  const std::string body = message.substr(message.find("\r\n\r\n") + 4);
  for (const auto line : Split(body, '\n')) {
    EXPECT_LE(line.size(), 77u);
    EXPECT_FALSE(line.starts_with('.'));
  }
}

LinkWords Words(bool invites) {
  return {.invites = invites,
          .user_name = "arta {secret} {link}",
          .url = "https://waymark.police.example",
          .secret = "s3cret",
          .end = kTime};
}

TEST(MailTextsTest, ALinkIsBehindTheHashWhichNoServerSees) {
  for (const bool invites : {true, false}) {
    const MailText text = LinkText("en", Words(invites));
    EXPECT_THAT(text.body, HasSubstr("\nhttps://waymark.police.example/account-link#s3cret\n"));
    EXPECT_THAT(text.body, HasSubstr("until 2026-11-25 16:02 UTC"));
    EXPECT_THAT(text.subject, Not(HasSubstr("arta")));
  }
  EXPECT_NE(LinkText("en", Words(true)).body, LinkText("en", Words(false)).body);
}

TEST(MailTextsTest, WhatAWordHoldsIsNotFilledAgain) {
  EXPECT_THAT(LinkText("en", Words(true)).body, HasSubstr("Your user name: arta {secret} {link}\n"));
}

TEST(MailTextsTest, EveryTextIsInEveryLanguageAndOthersGetEnglish) {
  const OpeningWords opening{.url = "https://waymark.police.example",
                             .opening = "organizations/asp/participants/p/openings/o",
                             .opened_by = "accounts/a",
                             .time = kTime};
  for (const char* language : {"en", "ru", "ru-RU", "RU"}) {
    for (const MailText& text :
         {LinkText(language, Words(true)), LinkText(language, Words(false)), OpeningText(language, opening),
          WrongCodesText(language, {.user_name = "arta", .url = opening.url})}) {
      EXPECT_FALSE(text.subject.empty());
      EXPECT_THAT(text.body, HasSubstr("https://waymark.police.example"));
      EXPECT_THAT(text.body, Not(HasSubstr("{url}")));
    }
    EXPECT_EQ(LinkText(language, Words(true)).subject == LinkText("en", Words(true)).subject,
              std::string(language) == "en");
  }
  for (const char* language : {"", "sq", "run"})
    EXPECT_EQ(LinkText(language, Words(true)).subject, "Your account at Waymark") << language;
}

TEST(MailTextsTest, AnOpeningIsToldByIdsWithWhereToReadMore) {
  const MailText text = OpeningText("en", {.url = "https://waymark.police.example",
                                           .opening = "organizations/asp/participants/p/openings/o",
                                           .opened_by = "accounts/a",
                                           .time = kTime});
  EXPECT_THAT(text.body, HasSubstr("Opened by: accounts/a\n"));
  EXPECT_THAT(text.body, HasSubstr("organizations/asp/participants/p/openings/o\n"));
  EXPECT_THAT(text.body,
              HasSubstr("https://waymark.police.example/v1/organizations/asp/participants/-/openings"
                        "?filter=participant%3D%22organizations/asp/participants/p%22\n"));
}

}  // namespace
}  // namespace waymark::access
