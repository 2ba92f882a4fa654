#pragma once

#include <string>
#include <string_view>

#include "services/access/accounts.h"
#include "services/access/shared.h"
#include "waymark/access/v1/mails.pb.h"

// What is put into the queue of e-mails, in the transaction of what it is about.
namespace waymark::access {

// FAILED_PRECONDITION / MAIL_NOT_CONFIGURED when no e-mail can be sent.
void RequireMail(const Shared& shared);

// Has a link sent to the owner of an account: the name of the e-mail. Throws
// FAILED_PRECONDITION / EMAIL_MISSING when there is no address.
std::string QueueLinkMail(rpc::Call& call, db::Transaction& tx, const ChangingAccount& account,
                          events::Changes& changes);

// Sends no link that waits: the account has another.
void DropLinkMails(rpc::Call& call, db::Transaction& tx, const std::string& account_id);

// Has the owner of an account told that its codes are guessed; nothing where no e-mail is
// sent.
void QueueWrongCodesMail(rpc::Call& call, db::Transaction& tx, const Shared& shared,
                         const std::string& account_id, events::Changes& changes);

void RequestLink(rpc::Call& call, Shared& shared, const v1::RequestAccountLinkRequest& request,
                 v1::RequestAccountLinkResponse& reply);

// Has the administrators of an organization told of an opening, in the transaction that
// puts it into the audit log.
void QueueOpeningMails(db::Transaction& tx, const waymark::events::v1::AuditRecord& record);

}  // namespace waymark::access
