#include "services/access/courier.h"

#include "services/access/account_passwords.h"
#include "services/access/mail_address.h"
#include "services/access/mail_rule.h"
#include "services/access/mail_texts.h"
#include "services/access/sql.h"
#include "services/access/times.h"
#include "services/access/token_text.h"
#include "services/common/base/log.h"
#include "services/common/status/error.h"
#include "waymark/access/v1/accounts.pb.h"
#include "waymark/access/v1/mails.pb.h"

namespace waymark::access {
namespace {

db::Scope Everywhere() { return db::Scope{"*"}; }

// Empty when there is nobody to write to.
std::string ReaderOf(const db::Row& mail) {
  if (mail.Text("account_id").empty() || mail.Int("account_state") == v1::ACCOUNT_STATE_DISABLED) return "";
  return MailAddressOf(mail.Text("email"), mail.Text("user_name"));
}

}  // namespace

Courier::Courier(const std::string& database, const MailSettings& settings, Send send, const Clock& clock)
    : settings_(settings), send_(std::move(send)), clock_(clock), connection_(database) {}

Courier::Outcome Courier::SendNext() {
  const TimePoint now = clock_.Now();
  const auto taken = connection_.Write(Everywhere(), sql::kTakeMail,
                                       db::Params().Set("now", now).Set("taken_until", now + kLongestTry));
  if (taken.empty()) return Outcome::kNoneDue;
  const db::Row mail = taken[0];
  const std::string reader = ReaderOf(mail);
  if (reader.empty()) {
    End(mail, v1::MAIL_STATE_DROPPED);
    return Outcome::kDone;
  }
  const MailText text = TextOf(mail);
  if (text.body.empty()) return Outcome::kDone;
  try {
    send_(reader, FormatMessage({.from = settings_.from,
                                 .to = reader,
                                 .id = mail.Text("mail_id") + "." + std::to_string(mail.Int("tries")),
                                 .time = now},
                                text));
  } catch (const Error& error) {
    if (IsGivenUp(PointOf(mail.Int("waits_since")), now)) {
      End(mail, v1::MAIL_STATE_PARKED, error.message());
    } else {
      Delay(mail, error.message());
    }
    return Outcome::kNotTaken;
  }
  End(mail, v1::MAIL_STATE_SENT);
  return Outcome::kDone;
}

MailText Courier::TextOf(const db::Row& mail) {
  const std::string language = mail.Text("language");
  if (mail.Int("kind") == v1::MAIL_KIND_OPENING) {
    return OpeningText(language, {.url = settings_.public_url,
                                  .opening = mail.Text("opening"),
                                  .opened_by = mail.Text("opened_by"),
                                  .time = PointOf(mail.Int("opened_at"))});
  }
  if (mail.Int("kind") == v1::MAIL_KIND_WRONG_CODES)
    return WrongCodesText(language, {.user_name = mail.Text("user_name"), .url = settings_.public_url});
  const LinkWords words{.invites = mail.Int("account_state") == v1::ACCOUNT_STATE_INVITED,
                        .user_name = mail.Text("user_name"),
                        .url = settings_.public_url,
                        .secret = NewSecret(),
                        .end = clock_.Now() + kLinkLife};
  return PutLink(mail, words.secret, words.end) ? LinkText(language, words) : MailText{};
}

bool Courier::PutLink(const db::Row& mail, const std::string& secret, TimePoint end) {
  const std::string digest = SecretDigest(secret);
  db::Transaction tx(connection_, Everywhere());
  // In the order in which others lock: the account, its e-mails, its link.
  tx.Run(sql::kLockAccount, db::Params().Set("id", mail.Text("account_id")).Set("user_name", std::nullopt));
  if (tx.Run(sql::kLockWaitingMail, db::Params().Set("mail_id", mail.Text("mail_id"))).empty()) return false;
  tx.Run(sql::kPutAccountLink, db::Params()
                                   .Set("account_id", mail.Text("account_id"))
                                   .Set("digest", db::Bytes{digest})
                                   .Set("expire_time", end));
  tx.Commit();
  return true;
}

void Courier::End(const db::Row& mail, int state, std::string_view failure) {
  connection_.Write(Everywhere(), sql::kEndMail,
                    db::Params()
                        .Set("mail_id", mail.Text("mail_id"))
                        .Set("state", state)
                        .SetOrNull("failure", failure)
                        .Set("now", clock_.Now()));
  if (state == v1::MAIL_STATE_PARKED)
    Log(LogLevel::kError, "an e-mail could not be sent and is given up",
        {{"mail", mail.Text("mail_id")}, {"reason", failure}});
}

void Courier::Delay(const db::Row& mail, const std::string& failure) {
  const int tries = static_cast<int>(mail.Int("tries"));
  connection_.Write(Everywhere(), sql::kDelayMail,
                    db::Params()
                        .Set("mail_id", mail.Text("mail_id"))
                        .Set("next_try_time", clock_.Now() + PauseAfterTries(tries))
                        .Set("failure", failure));
  Log(LogLevel::kWarning, "an e-mail was not taken and is tried again",
      {{"mail", mail.Text("mail_id")}, {"tries", tries}, {"reason", failure}});
}

void Courier::Forget() {
  connection_.Write(Everywhere(), sql::kForgetMails, db::Params().Set("before", clock_.Now() - kMailMemory));
}

}  // namespace waymark::access
