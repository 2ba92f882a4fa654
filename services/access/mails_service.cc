#include "services/access/services.h"
#include "services/access/sql.h"
#include "services/common/rpc/filter.h"
#include "services/common/rpc/page.h"
#include "waymark/access/v1/mails.grpc.pb.h"

namespace waymark::access {
namespace {

namespace v1 = waymark::access::v1;

void List(rpc::Call& call, const v1::ListMailsRequest& request, v1::ListMailsResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"state"});
  const auto rows = call.Read(sql::kListMails,
                              db::Params()
                                  .Set("before", page.key(0))
                                  .Set("state", rpc::EnumFilter(filter, "state", v1::MailState_descriptor()))
                                  .Set("limit", page.limit()));
  reply.set_next_page_token(page.Fill(rows, reply.mutable_mails(), {"_mail_id"}));
}

}  // namespace

rpc::Service MakeMailsService() { return {v1::MailsService::service_full_name(), {{"ListMails", List}}}; }

}  // namespace waymark::access
