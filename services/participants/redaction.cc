#include "services/participants/redaction.h"

#include <google/protobuf/descriptor.h>

#include <vector>

namespace waymark::participants {
namespace {

using google::protobuf::FieldDescriptor;
using waymark::participants::v1::Participant;

// Of attributes nothing says yet which are sensitive: none of them is here. Nor is
// why somebody is protected.
bool IsOpenTo(Sight sight, int field) {
  switch (field) {
    case Participant::kNameFieldNumber:
    case Participant::kExternalIdFieldNumber:
    case Participant::kSexFieldNumber:
    case Participant::kUnitFieldNumber:
    case Participant::kUnitEffectiveOnFieldNumber:
    case Participant::kJoinedOnFieldNumber:
    case Participant::kStateFieldNumber:
    case Participant::kMergedIntoFieldNumber:
    case Participant::kEtagFieldNumber:
    case Participant::kCreateTimeFieldNumber:
    case Participant::kUpdateTimeFieldNumber:
    case Participant::kProtectedFieldNumber:
    case Participant::kRedactedFieldNumber:
      return true;
    case Participant::kDisplayNameFieldNumber:
      return sight == Sight::kNamed;
    default:
      return false;
  }
}

}  // namespace

void Redact(Sight sight, Participant& participant) {
  if (sight == Sight::kWhole) return;
  const auto& reflection = *participant.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(participant, &fields);
  for (const FieldDescriptor* field : fields) {
    if (!IsOpenTo(sight, field->number())) reflection.ClearField(&participant, field);
  }
  participant.set_redacted(true);
}

}  // namespace waymark::participants
