#pragma once

#include <shared_mutex>
#include <string>
#include <unordered_set>

#include "services/common/db/query.h"
#include "services/common/rpc/call.h"

namespace waymark::rpc {

// Which organizations there are, as far as calls have asked. What is known stays so:
// none is ever deleted. Thread-safe.
class Organizations {
 public:
  // `own`: of the service that owns them, a query with a row where there is that of the
  // call; null: the owner is asked.
  explicit Organizations(const db::Query* own) : own_(own) {}

  bool Knows(const std::string& slug) const;
  // Throws NotFound where there is none as the call names, and Unavailable where its owner does not answer.
  void Require(Call& call);

 private:
  bool Exists(Call& call) const;

  const db::Query* const own_;
  mutable std::shared_mutex mutex_;
  std::unordered_set<std::string> known_;
};

}  // namespace waymark::rpc
