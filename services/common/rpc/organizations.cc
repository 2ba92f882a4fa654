#include "services/common/rpc/organizations.h"

#include <mutex>

#include "services/common/rpc/directory.h"
#include "services/common/status/error.h"

namespace waymark::rpc {

bool Organizations::Knows(const std::string& slug) const {
  const std::shared_lock lock(mutex_);
  return known_.contains(slug);
}

void Organizations::Require(Call& call) {
  if (!Exists(call)) throw NotFound(call.parent());
  const std::lock_guard lock(mutex_);
  known_.insert(call.organization());
}

bool Organizations::Exists(Call& call) const {
  if (own_ != nullptr) return !call.Read(*own_).empty();
  return !call.directory().Resolve(call, "organizations", {call.organization()}).front().id.empty();
}

}  // namespace waymark::rpc
