#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/cli/client.h"

namespace waymark::cli {

// Records as a reply holds them: they go with it.
using Page = std::vector<const google::protobuf::Message*>;

// The records in a List or BatchGet reply.
Page RecordsIn(const google::protobuf::Message& reply);

// How long a list is asked for again while its service restarts.
constexpr int kListPatienceSeconds = 30;

// Asks for all pages of a list, of what meets the filter (empty = all); `take` gets each.
void ForEachPage(Client& client, std::string_view method, const std::string& organization,
                 std::string_view filter, const std::function<void(const Page&)>& take);

}  // namespace waymark::cli
