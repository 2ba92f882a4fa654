#include "services/access/mail_rule.h"

#include <gmock/gmock.h>

#include "services/access/mail_settings.h"
#include "services/common/base/secret_file.h"
#include "services/common/testing/process.h"

namespace waymark::access {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

TEST(MailRuleTest, PausesDoubleUpToAnHour) {
  EXPECT_EQ(PauseAfterTries(1), seconds(15));
  EXPECT_EQ(PauseAfterTries(2), seconds(30));
  EXPECT_EQ(PauseAfterTries(5), seconds(240));
  EXPECT_EQ(PauseAfterTries(9), hours(1));
  EXPECT_EQ(PauseAfterTries(1'000'000), hours(1));
}

TEST(MailRuleTest, AfterThreeDaysAnEMailIsGivenUp) {
  const TimePoint created{hours(500'000)};
  EXPECT_FALSE(IsGivenUp(created, created + hours(72) - seconds(1)));
  EXPECT_TRUE(IsGivenUp(created, created + hours(72)));
}

MailSettings Good() {
  return {.server = "smtp://mail.police.example:587",
          .from = "waymark@police.example",
          .user = "",
          .password_file = "",
          .authority = "",
          .public_url = "https://waymark.police.example"};
}

std::string Complaint(const MailSettings& settings) {
  try {
    CheckMail(settings);
    return "";
  } catch (const std::runtime_error& wrong) {
    const std::string text = wrong.what();
    return text.substr(0, text.find(' '));
  }
}

TEST(MailSettingsTest, WhatIsWrongIsNamed) {
  EXPECT_EQ(Complaint(Good()), "");
  MailSettings settings = Good();
  for (const char* server : {"mail.police.example", "http://mail.police.example", "smtp://",
                             "smtp://user@host", "smtp://host/path", "smtp://host\r\n"}) {
    settings.server = server;
    EXPECT_EQ(Complaint(settings), "WAYMARK_SMTP_SERVER") << server;
  }
  settings = Good();
  settings.from = "Waymark";
  EXPECT_EQ(Complaint(settings), "WAYMARK_SMTP_FROM");
  settings = Good();
  for (const char* url : {"", "waymark.police.example", "https://waymark.police.example/", "https://a b"}) {
    settings.public_url = url;
    EXPECT_EQ(Complaint(settings), "WAYMARK_PUBLIC_URL") << url;
  }
  settings = Good();
  settings.user = "waymark";
  EXPECT_EQ(Complaint(settings), "WAYMARK_SMTP_PASSWORD_FILE");
  const testing::Folder folder;
  settings.password_file = folder / "password";
  WriteSecretFile(settings.password_file, "correct horse battery");
  EXPECT_EQ(Complaint(settings), "");
}

TEST(MailSettingsTest, OnlyThisMachineIsReachedWithoutTls) {
  for (const char* server :
       {"smtp://127.0.0.1:25", "smtp://localhost", "smtp://localhost:2525", "smtp://[::1]:25"})
    EXPECT_TRUE(IsLoopback(server)) << server;
  for (const char* server : {"smtp://mail.police.example:587", "smtp://127.0.0.1.police.example",
                             "smtp://[::2]:25", "smtp://localhost.police.example", "smtps://10.0.0.1"})
    EXPECT_FALSE(IsLoopback(server)) << server;
}

}  // namespace
}  // namespace waymark::access
