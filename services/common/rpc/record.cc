#include "services/common/rpc/record.h"

#include <google/protobuf/util/field_mask_util.h>

#include <algorithm>

#include "services/common/status/error.h"

namespace waymark::rpc {

void CheckEtag(const Call& call, std::string_view name, std::string_view etag, int64_t version) {
  const int64_t expected = call.tokens().Version(name, etag);
  if (expected >= 0 && expected != version) throw EtagMismatch();
}

void ApplyPaths(const std::vector<std::string>& paths, const google::protobuf::Message& from,
                google::protobuf::Message& to) {
  google::protobuf::FieldMask mask;
  for (const auto& path : paths) mask.add_paths(path);
  google::protobuf::util::FieldMaskUtil::MergeOptions options;
  options.set_replace_message_fields(true);
  options.set_replace_repeated_fields(true);
  google::protobuf::util::FieldMaskUtil::MergeMessageTo(from, mask, options, &to);
}

bool Names(const std::vector<std::string>& paths, std::string_view field) {
  return std::find(paths.begin(), paths.end(), field) != paths.end();
}

}  // namespace waymark::rpc
