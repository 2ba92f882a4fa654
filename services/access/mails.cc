#include "services/access/mails.h"

#include "services/access/mail_address.h"
#include "services/access/mail_rule.h"
#include "services/access/sign_in.h"
#include "services/access/sql.h"
#include "services/access/times.h"

namespace waymark::access {
namespace {

using rpc::Call;

Error EmailMissing() {
  return FailedPrecondition("EMAIL_MISSING",
                            "the account has no e-mail address: give it one, or ask without `send` and hand "
                            "the link over yourself");
}

// The event of an e-mail that is to be sent: its name.
std::string AddMail(const std::string& id, events::Changes& changes) {
  AddChange(changes, "mail.asked", "mails", id, 1);
  return "mails/" + id;
}

}  // namespace

void RequireMail(const Shared& shared) {
  if (shared.mail.sends()) return;
  throw FailedPrecondition(
      "MAIL_NOT_CONFIGURED",
      "this Waymark sends no e-mail: an administrator can make a link and hand it over, or "
      "set WAYMARK_SMTP_SERVER");
}

std::string QueueLinkMail(Call& call, db::Transaction& tx, const ChangingAccount& account,
                          events::Changes& changes) {
  if (MailAddressOf(account.account.email(), account.account.user_name()).empty()) throw EmailMissing();
  const std::string id = call.NewId();
  call.Run(tx, sql::kQueueLinkMail,
           db::Params().Set("mail_id", id).Set("account_id", account.id).Set("now", call.now()));
  return AddMail(id, changes);
}

void DropLinkMails(Call& call, db::Transaction& tx, const std::string& account_id) {
  call.Run(tx, sql::kDropLinkMails, db::Params().Set("account_id", account_id).Set("now", call.now()));
}

void QueueWrongCodesMail(Call& call, db::Transaction& tx, const Shared& shared, const std::string& account_id,
                         events::Changes& changes) {
  if (!shared.mail.sends()) return;
  const std::string id = call.NewId();
  call.Run(tx, sql::kQueueWrongCodesMail,
           db::Params().Set("mail_id", id).Set("account_id", account_id).Set("now", call.now()));
  AddMail(id, changes);
}

// All of it runs alike whether there is such an account or not.
void RequestLink(Call& call, Shared& shared, const v1::RequestAccountLinkRequest& request,
                 v1::RequestAccountLinkResponse& reply) {
  RequireMail(shared);
  const auto asked =
      db::Params().Set("user_name", request.user_name()).Set("address", AddressKey(call.caller().address));
  const auto before =
      call.ReadOne(sql::kCountAskedMails, db::Params(asked).Set("since", call.now() - kAskedMemory), "");
  if (before.Int("of_address") >= kMostAskedOfAddress)
    throw TooMany("TOO_MANY_LINKS", "too many links were asked for from this address", kAskedMemory);
  if (before.Int("of_name") >= kMostAskedOfName) return;
  const std::string id = call.NewId();
  auto tx = call.Begin();
  call.Run(tx, sql::kQueueAskedMail, db::Params(asked).Set("mail_id", id).Set("now", call.now()));
  auto changes = call.NewChanges();
  AddMail(id, changes);
  call.Record(tx, changes, reply);
  tx.Commit();
}

void QueueOpeningMails(db::Transaction& tx, const waymark::events::v1::AuditRecord& record) {
  const TimePoint opened_at = PointOf(record.recorded_time());
  std::vector<std::string> mails, accounts;
  for (const db::Row row :
       tx.Run(sql::kListAdministrators,
              db::Params().Set("organization_id", record.organization_id()).Set("now", opened_at))) {
    mails.push_back(NewUuid());
    accounts.push_back(row.Text("account_id"));
  }
  tx.Run(sql::kQueueOpeningMails, db::Params()
                                      .Set("mail_ids", mails)
                                      .Set("account_ids", accounts)
                                      .Set("opening", "organizations/" + record.organization_id() + "/" +
                                                          record.subject() + "/" + record.aggregate())
                                      .Set("opened_by", record.actor())
                                      .Set("opened_at", opened_at));
}

}  // namespace waymark::access
