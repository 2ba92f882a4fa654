#pragma once

#include <exception>
#include <string>

#include "services/common/status/error.h"

namespace waymark::events {

// Whether a failure says nothing about the event that was applied, so that trying
// again later may help.
bool IsTransient(const Error& error);

// Runs `apply`; the error text of a failure of what it applies, or empty when it
// succeeded. A transient failure is thrown on.
template <typename Function>
std::string FailureOf(Function apply) {
  try {
    apply();
    return "";
  } catch (const Error& error) {
    if (IsTransient(error)) throw;
    return error.reason() + ": " + error.message();
  } catch (const std::exception& failure) {
    return std::string("INTERNAL: ") + failure.what();
  }
}

}  // namespace waymark::events
