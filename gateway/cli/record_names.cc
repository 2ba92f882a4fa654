#include "gateway/cli/record_names.h"

#include <map>

#include "gateway/cli/fields.h"

namespace waymark::cli {
namespace {

using google::protobuf::Message;

struct Kind {
  std::string collection;
  std::string get;  // the method
};

const std::map<std::string, Kind>& Kinds() {
  static const std::map<std::string, Kind> kinds = {
      {"unit", {"units", "waymark.participants.v1.UnitsService/GetUnit"}},
      {"programme", {"programmes", "waymark.courses.v1.ProgrammesService/GetProgramme"}},
      {"cohort", {"cohorts", "waymark.courses.v1.CohortsService/GetCohort"}},
      {"course", {"courses", "waymark.courses.v1.CoursesService/GetCourse"}}};
  return kinds;
}

std::unique_ptr<Message> Get(Client& client, const std::string& method, const std::string& name) {
  auto messages = MessagesOf(method);
  SetField(*messages.request, "name", name);
  client.Call(method, *messages.request, *messages.reply);
  return std::move(messages.reply);
}

}  // namespace

bool IsRecordKind(const std::string& kind) { return Kinds().contains(kind); }

std::unique_ptr<Message> GetRecord(Client& client, const std::string& organization, const std::string& kind,
                                   const std::string& id) {
  const Kind& known = Kinds().at(kind);
  return Get(client, known.get, "organizations/" + organization + "/" + known.collection + "/" + id);
}

std::string Resolve(Client& client, const std::string& organization, const std::string& kind,
                    const std::string& given) {
  if (given.empty()) return "";
  const auto record = given.starts_with("organizations/")
                          ? Get(client, Kinds().at(kind).get, given)
                          : GetRecord(client, organization, kind, "~" + given);
  return Text(*record, "name");
}

}  // namespace waymark::cli
