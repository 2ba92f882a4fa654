#pragma once

#include <string>

#include "tests/conformance/matrix_gateway.h"
#include "tests/conformance/matrix_place.h"

namespace waymark::matrix {

// What an answer says of the rights of who asked, in one word:
//   ok       let in: an answer that holds the record of the place, or an error that
//            only those hear who were let in
//   hidden   as if the record were not there
//   denied   no right to that
//   unknown  not signed in
// or, of which the reviewed table holds none, `invalid:FIELD` for a request that
// was not made well and `failed:REASON` for a service that did not answer.
std::string OutcomeOf(const google::protobuf::MethodDescriptor& method, const Answer& answer,
                      const Place& place);

}  // namespace waymark::matrix
