// Walks the descriptors of every service: the contract that all RPCs share.
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor_database.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "google/api/annotations.pb.h"
#include "google/api/field_behavior.pb.h"
#include "waymark/options/v1/options.pb.h"

namespace waymark {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// Every method that the gateway serves; directory, identity and replay are between programs.
std::vector<const MethodDescriptor*> Methods() {
  std::vector<std::string> files;
  DescriptorPool::internal_generated_database()->FindAllFileNames(&files);
  std::vector<const MethodDescriptor*> methods;
  for (const auto& name : files) {
    if (!name.starts_with("waymark/") || name.starts_with("waymark/directory/") ||
        name.starts_with("waymark/identity/") || name.starts_with("waymark/replay/")) {
      continue;
    }
    const auto* file = DescriptorPool::generated_pool()->FindFileByName(name);
    for (int i = 0; i < file->service_count(); ++i) {
      for (int j = 0; j < file->service(i)->method_count(); ++j)
        methods.push_back(file->service(i)->method(j));
    }
  }
  return methods;
}

bool IsRead(const MethodDescriptor& method) {
  const auto& http = method.options().GetExtension(google::api::http);
  return http.pattern_case() == google::api::HttpRule::kGet;
}

bool Begins(const MethodDescriptor& method, std::string_view verb) { return method.name().starts_with(verb); }

const FieldDescriptor* Field(const Descriptor* message, const char* name) {
  return message->FindFieldByName(name);
}

bool Has(const FieldDescriptor& field, google::api::FieldBehavior behavior) {
  const auto& options = field.options();
  for (int i = 0; i < options.ExtensionSize(google::api::field_behavior); ++i) {
    if (options.GetExtension(google::api::field_behavior, i) == behavior) return true;
  }
  return false;
}

// The full names of methods of which `wrong` says that something is wrong.
template <typename Wrong>
std::vector<std::string> Those(Wrong wrong) {
  std::vector<std::string> names;
  for (const auto* method : Methods()) {
    if (wrong(*method)) names.push_back(method->full_name());
  }
  return names;
}

TEST(ContractsTest, ThereAreMethodsToCheck) { EXPECT_GT(Methods().size(), 40u); }

TEST(ContractsTest, EveryMethodHasAnHttpMapping) {
  EXPECT_THAT(Those([](const auto& m) { return !m.options().HasExtension(google::api::http); }), IsEmpty());
}

// What is answered or asked here is a secret: it is not kept for a second answer.
bool IsSecretive(const MethodDescriptor& method) {
  if (method.name() == "OpenAuditDiff") return true;
  static const std::set<std::string> kNames = {
      "CreateAccountLink", "RequestAccountLink", "RedeemAccountLink", "ChangePassword", "BeginTotp",
      "ConfirmTotp",       "CreateSession",      "CreateApiToken",    "BeginOidc",      "FinishOidc"};
  return method.full_name().starts_with("waymark.access.") && kNames.contains(method.name());
}

TEST(ContractsTest, EveryMutationTakesARequestIdUnlessItIsAboutASecret) {
  EXPECT_THAT(Those([](const auto& m) {
                return !IsRead(m) && !Field(m.input_type(), "request_id") != IsSecretive(m);
              }),
              IsEmpty());
}

// Whether a message has a password that a digest of it would be of: one of who asks is left out in
// a request, and in what that holds one of.
bool HasPassword(const Descriptor& message, int depth = 0) {
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    const bool left_out = field.name() == "current_password" && depth < 2;
    if (field.name().ends_with("password") && !left_out) return true;
    const Descriptor* within = depth < 3 ? field.message_type() : nullptr;
    if (within && HasPassword(*within, field.is_repeated() ? 2 : depth + 1)) return true;
  }
  return false;
}

// A digest of a request is kept by its request_id: of all that it holds but this one.
TEST(ContractsTest, NoPasswordIsBesideARequestIdButThatOfWhoAsks) {
  EXPECT_THAT(Those([](const auto& m) {
                return Field(m.input_type(), "request_id") && HasPassword(*m.input_type());
              }),
              IsEmpty());
}

TEST(ContractsTest, EveryMethodStatesWhatItNeeds) {
  EXPECT_THAT(Those([](const auto& m) {
                return m.options().GetExtension(waymark::options::v1::permission) ==
                       waymark::options::v1::PERMISSION_UNSPECIFIED;
              }),
              IsEmpty());
}

// What somebody may be asked who has shown nothing yet: what they know and have, nothing
// that others may know of them.
TEST(ContractsTest, WhoIsNotSignedInIsAskedForSecretsAlone) {
  std::vector<std::string> asked;
  for (const auto* method : Methods()) {
    if (method->options().GetExtension(waymark::options::v1::permission) !=
        waymark::options::v1::PERMISSION_PUBLIC)
      continue;
    asked.push_back(method->name());
    for (int i = 0; i < method->input_type()->field_count(); ++i)
      asked.back() += " " + method->input_type()->field(i)->name();
  }
  EXPECT_THAT(asked,
              UnorderedElementsAre("RequestAccountLink user_name", "RedeemAccountLink secret new_password",
                                   "GetSignInOptions", "CreateSession user_name password code", "BeginOidc",
                                   "FinishOidc secret state code"));
}

TEST(ContractsTest, NoReadTakesARequestId) {
  EXPECT_THAT(Those([](const auto& m) { return IsRead(m) && Field(m.input_type(), "request_id"); }),
              IsEmpty());
}

TEST(ContractsTest, EveryListHasKeysetPages) {
  EXPECT_THAT(Those([](const auto& m) {
                return Begins(m, "List") &&
                       !(Field(m.input_type(), "page_size") && Field(m.input_type(), "page_token") &&
                         Field(m.output_type(), "next_page_token"));
              }),
              IsEmpty());
}

TEST(ContractsTest, EveryUpdateTakesAMaskAndAnEtag) {
  EXPECT_THAT(Those([](const auto& m) {
                return Begins(m, "Update") &&
                       !(Field(m.input_type(), "update_mask") && Field(m.output_type(), "etag"));
              }),
              IsEmpty());
}

TEST(ContractsTest, EveryBatchCreateCanBePartialDryAndRepeated) {
  EXPECT_THAT(Those([](const auto& m) {
                if (!Begins(m, "BatchCreate")) return false;
                for (const char* name : {"requests", "request_id", "validate_only", "return_partial_success",
                                         "allow_existing", "omit_records"}) {
                  if (!Field(m.input_type(), name)) return true;
                }
                for (const char* name : {"failed_requests", "created_count", "existing_count"}) {
                  if (!Field(m.output_type(), name)) return true;
                }
                return false;
              }),
              IsEmpty());
}

TEST(ContractsTest, EveryRequestSaysWhoseItIs) {
  EXPECT_THAT(
      Those([](const auto& m) {
        const auto* in = m.input_type();
        static const std::set<std::string> kOfNone = {
            "CreateOrganization", "ListOrganizations", "ListAccounts", "ListMails",  "CreateSession",
            "RequestAccountLink", "RedeemAccountLink", "BeginOidc",    "FinishOidc", "GetSignInOptions"};
        if (Field(in, "parent") || Field(in, "name") || kOfNone.contains(m.name())) return false;
        for (int i = 0; i < in->field_count(); ++i) {
          const auto* resource = in->field(i)->message_type();
          const auto& pattern = in->field(i)->options().GetExtension(waymark::options::v1::rules).resource();
          if ((resource && Field(resource, "name")) || pattern.starts_with("organizations/*/")) return false;
        }
        return true;
      }),
      IsEmpty());
}

TEST(ContractsTest, ParentsAndNamesStateTheirPattern) {
  EXPECT_THAT(Those([](const auto& m) {
                for (const char* name : {"parent", "name"}) {
                  const auto* field = Field(m.input_type(), name);
                  if (field && field->options().GetExtension(waymark::options::v1::rules).resource().empty())
                    return true;
                }
                return false;
              }),
              IsEmpty());
}

// Records: replies that have a name and an etag.
TEST(ContractsTest, WhatTheServiceSetsIsOutputOnly) {
  std::set<std::string> wrong;
  for (const auto* method : Methods()) {
    const auto* record = method->output_type();
    if (!Field(record, "name") || !Field(record, "etag")) continue;
    for (const char* name : {"create_time", "update_time"}) {
      const auto* field = Field(record, name);
      if (field && !Has(*field, google::api::OUTPUT_ONLY)) wrong.insert(field->full_name());
    }
  }
  EXPECT_THAT(wrong, IsEmpty());
}

TEST(ContractsTest, DaysSayTheirForm) {
  std::set<std::string> wrong;
  for (const auto* method : Methods()) {
    for (const auto* message : {method->input_type(), method->output_type()}) {
      if (message->full_name().starts_with("waymark.events.")) continue;
      for (int i = 0; i < message->field_count(); ++i) {
        const auto* field = message->field(i);
        const bool day =
            field->name().ends_with("_on") && field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
        const bool output = Has(*field, google::api::OUTPUT_ONLY);
        const auto format = field->options().GetExtension(waymark::options::v1::rules).format();
        if (day && !output && format != waymark::options::v1::FORMAT_DATE) wrong.insert(field->full_name());
      }
    }
  }
  EXPECT_THAT(wrong, IsEmpty());
}

}  // namespace
}  // namespace waymark
