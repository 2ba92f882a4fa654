#pragma once

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <grpcpp/support/status.h>

#include "services/common/status/grpc_status.h"

namespace waymark::testing {

// EXPECT_THAT(stub->GetUnit(…), IsOk())
MATCHER(IsOk, "is OK") {
  if (arg.ok()) return true;
  *result_listener << CodeName(arg.error_code()) << ": " << arg.error_message();
  return false;
}

// EXPECT_THAT(status, Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"))
MATCHER_P2(Fails, code, reason, "") {
  if (arg.ok()) {
    *result_listener << "is OK";
    return false;
  }
  const Error error = FromGrpc(arg);
  *result_listener << CodeName(arg.error_code()) << " " << error.reason() << ": " << error.message();
  return error.code() == code && error.reason() == reason;
}

// The status has a violation of this field.
MATCHER_P(BlamesField, field, "") {
  const Error error = FromGrpc(arg);
  for (const auto& violation : error.violations()) {
    if (violation.field == field) return true;
    *result_listener << violation.field << ": " << violation.description << "; ";
  }
  return false;
}

MATCHER_P(EqualsProto, expected, "") {
  google::protobuf::util::MessageDifferencer differ;
  std::string report;
  differ.ReportDifferencesToString(&report);
  const bool equal = differ.Compare(expected, arg);
  *result_listener << report;
  return equal;
}

}  // namespace waymark::testing
