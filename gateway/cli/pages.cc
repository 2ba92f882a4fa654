#include "gateway/cli/pages.h"

#include <google/protobuf/descriptor.h>

#include "gateway/cli/fields.h"

namespace waymark::cli {

using google::protobuf::Message;

Page RecordsIn(const Message& reply) {
  const auto& type = *reply.GetDescriptor();
  const auto& reflection = *reply.GetReflection();
  for (int i = 0; i < type.field_count(); ++i) {
    if (!type.field(i)->is_repeated()) continue;
    Page page;
    for (int at = 0; at < reflection.FieldSize(reply, type.field(i)); ++at)
      page.push_back(&reflection.GetRepeatedMessage(reply, type.field(i), at));
    return page;
  }
  throw Internal(type.full_name() + " has no items");
}

void ForEachPage(Client& client, std::string_view method, const std::string& organization,
                 std::string_view filter, const std::function<void(const Page&)>& take) {
  auto messages = MessagesOf(method);
  Message &request = *messages.request, &reply = *messages.reply;
  SetField(request, "parent", "organizations/" + organization);
  request.GetReflection()->SetInt32(&request, request.GetDescriptor()->FindFieldByName("page_size"), 1'000);
  if (!filter.empty()) SetField(request, "filter", std::string(filter));
  do {
    client.CallPatiently(method, request, reply, kListPatienceSeconds);
    take(RecordsIn(reply));
    SetField(request, "page_token", Text(reply, "next_page_token"));
  } while (!Text(request, "page_token").empty());
}

}  // namespace waymark::cli
