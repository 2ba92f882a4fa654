#include "services/common/base/trace_context.h"

#include <algorithm>

#include "services/common/base/ids.h"

namespace waymark {
namespace {

bool IsHex(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool IsId(std::string_view text) {
  return IsHex(text) && text.find_first_not_of('0') != std::string_view::npos;
}

}  // namespace

// 00-<32 hex>-<16 hex>-<2 hex>
bool IsTraceparent(std::string_view text) {
  return text.size() == 55 && text.starts_with("00-") && text[35] == '-' && text[52] == '-' &&
         IsId(TraceIdOf(text)) && IsId(text.substr(36, 16)) && IsHex(text.substr(53));
}

std::string NewTrace() {
  const std::string ids = Hex(RandomBytes(24));
  return "00-" + ids.substr(0, 32) + "-" + ids.substr(32) + "-01";
}

std::string ContinueTrace(std::string_view traceparent) {
  if (!IsTraceparent(traceparent)) return NewTrace();
  return std::string(traceparent.substr(0, 36)) + Hex(RandomBytes(8)) + std::string(traceparent.substr(52));
}

}  // namespace waymark
