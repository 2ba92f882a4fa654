#pragma once

#include <span>
#include <string_view>

#include "services/common/rpc/call.h"
#include "services/common/status/error.h"

namespace waymark::rpc {

// What the violation of a constraint of the database means in the words of the
// API: `reason` is the constraint's name in upper case.
struct ConstraintMeaning {
  std::string_view reason;
  Error (*error)(const Call& call);
};

// Runs `write`. When it violates one of the constraints, the error is the one it
// means:
//
//   constexpr ConstraintMeaning kMeanings[] = {
//       {"UNIT_EXTERNAL_ID_UNIQUE", [](const Call&) { return AlreadyExists("unit.external_id", "is taken");
//       }}};
//   Explained(call, kMeanings, [&] { call.Write(sql::kCreateUnit, params, changes, reply); });
template <typename Write>
auto Explained(const Call& call, std::span<const ConstraintMeaning> meanings, Write write) {
  try {
    return write();
  } catch (const Error& error) {
    for (const auto& meaning : meanings) {
      if (meaning.reason == error.reason()) throw meaning.error(call);
    }
    throw;
  }
}

}  // namespace waymark::rpc
