#include "services/access/mails.h"
#include "services/access/services.h"
#include "services/access/sql.h"
#include "services/common/rpc/filter.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/page.h"
#include "waymark/access/v1/mails.grpc.pb.h"

namespace waymark::access {
namespace {

using rpc::Call;

Error MailNotParked() {
  return FailedPrecondition("MAIL_NOT_PARKED",
                            "the e-mail is not parked: it was sent, or waits, or is not wanted any more");
}

void List(Call& call, Shared&, const v1::ListMailsRequest& request, v1::ListMailsResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"state"});
  const auto rows = call.Read(sql::kListMails,
                              db::Params()
                                  .Set("before", page.key(0))
                                  .Set("state", rpc::EnumFilter(filter, "state", v1::MailState_descriptor()))
                                  .Set("limit", page.limit()));
  reply.set_next_page_token(page.Fill(rows, reply.mutable_mails(), {"_mail_id"}));
}

void Resend(Call& call, Shared& shared, const v1::ResendMailRequest& request, v1::Mail& reply) {
  RequireMail(shared);
  const auto one = db::Params().Set("mail_id", rpc::LastPart(request.name()));
  auto tx = call.Begin();
  call.One(tx, sql::kLockMail, one, request.name());
  call.One(tx, sql::kGetMail, one, request.name()).Fill(reply);
  if (reply.state() != v1::MAIL_STATE_PARKED) throw MailNotParked();
  const v1::Mail before = reply;
  call.Run(tx, sql::kResendMail, db::Params(one).Set("now", call.now()));
  reply.Clear();
  const auto row = call.One(tx, sql::kGetMail, one, request.name());
  row.Fill(reply);
  auto changes = call.NewChanges();
  AddChange(changes, "mail.asked", "mails", row.Text("_mail_id"), static_cast<int>(row.Int("_version")));
  changes.Describe(&before, reply);
  call.Record(tx, changes, reply);
  tx.Commit();
}

}  // namespace

rpc::Service MakeMailsService(const std::shared_ptr<Shared>& shared) {
  return {v1::MailsService::service_full_name(),
          {{"ListMails", With(shared, List)}, {"ResendMail", With(shared, Resend)}}};
}

}  // namespace waymark::access
