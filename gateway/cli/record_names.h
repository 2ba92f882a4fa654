#pragma once

#include <google/protobuf/message.h>

#include <memory>
#include <string>

#include "gateway/cli/client.h"

namespace waymark::cli {

// Whether records of this kind (`unit`, `cohort`, …) can be named as below.
bool IsRecordKind(const std::string& kind);

// The record with this UUID.
std::unique_ptr<google::protobuf::Message> GetRecord(Client& client, const std::string& organization,
                                                     const std::string& kind, const std::string& id);

// The resource name (with its UUID) of what the user named by external id or resource
// name; empty for an empty text.
std::string Resolve(Client& client, const std::string& organization, const std::string& kind,
                    const std::string& given);

}  // namespace waymark::cli
