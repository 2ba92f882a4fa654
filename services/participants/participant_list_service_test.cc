#include "services/participants/person_fixture.h"

namespace waymark::participants {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;
using namespace waymark::vocabulary::v1;
using Stub = v1::ParticipantsService::Stub;

class ParticipantListServiceTest : public PersonFixture {
 protected:
  std::vector<std::string> Names(const std::string& filter, const std::string& order_by = "") {
    v1::ListParticipantsRequest request;
    request.set_parent(kParent);
    request.set_filter(filter);
    request.set_order_by(order_by);
    request.set_page_size(2);
    std::vector<std::string> names;
    do {
      v1::ListParticipantsResponse page;
      EXPECT_THAT(Call(participants_, &Stub::ListParticipants, request, &page), IsOk());
      for (const auto& participant : page.participants()) names.push_back(participant.display_name());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return names;
  }
};

TEST_F(ParticipantListServiceTest, ListsByIdAndByName) {
  for (const char* name : {"Édith", "ben", "Ana", "anita", "Ébène"}) Register(Person(name));
  EXPECT_THAT(Names(""), ElementsAre("Édith", "ben", "Ana", "anita", "Ébène"));
  EXPECT_THAT(Names("", "display_name"), ElementsAre("Ana", "anita", "ben", "Ébène", "Édith"));
  EXPECT_THAT(Names("display_name = \"AN*\"", "display_name"), ElementsAre("Ana", "anita"));
  EXPECT_THAT(Names("display_name = \"é*\""), ElementsAre("Édith", "Ébène"));
  EXPECT_THAT(Names("display_name = ana"), ElementsAre("Ana"));
}

TEST_F(ParticipantListServiceTest, ListsByFilter) {
  const auto region = MakeUnit("region"), town = MakeUnit("town", region.name());
  const auto station = MakeUnit("station", town.name());
  auto in = [&](const std::string& name, const std::string& unit, Sex sex) {
    auto request = Person(name, "x-" + name);
    request.mutable_participant()->set_unit(unit);
    request.mutable_participant()->set_sex(sex);
    return Register(request);
  };
  in("Ana", station.name(), SEX_FEMALE);
  in("Ben", town.name(), SEX_MALE);
  in("Eva", region.name(), SEX_FEMALE);
  const auto left = in("Flo", "", SEX_UNSPECIFIED);
  v1::Participant reply;
  ASSERT_THAT(Delete(left.name(), &reply), IsOk());
  EXPECT_THAT(Names("unit_subtree = \"organizations/asp/units/~town\""), ElementsAre("Ana", "Ben"));
  EXPECT_THAT(Names("unit_subtree = \"" + region.name() + "\" AND sex = FEMALE"), ElementsAre("Ana", "Eva"));
  EXPECT_THAT(Names("unit_subtree = \"organizations/asp/units/~none\""), IsEmpty());
  EXPECT_THAT(Names("state = LEFT"), ElementsAre("Flo"));
  EXPECT_THAT(Names("sex = UNSPECIFIED"), ElementsAre("Flo"));
  EXPECT_THAT(Names("external_id = x-Eva"), ElementsAre("Eva"));
}

TEST_F(ParticipantListServiceTest, AWrongFilterOrderOrPageTokenIsNamed) {
  v1::ListParticipantsRequest request;
  request.set_parent(kParent);
  v1::ListParticipantsResponse page;
  for (const char* filter : {"sex = WOMAN", "name = x", "unit_subtree = ~x", "sex >"}) {
    request.set_filter(filter);
    EXPECT_THAT(Call(participants_, &Stub::ListParticipants, request, &page), BlamesField("filter"))
        << filter;
  }
  request.clear_filter();
  request.set_order_by("sex");
  EXPECT_THAT(Call(participants_, &Stub::ListParticipants, request, &page), BlamesField("order_by"));
  request.clear_order_by();
  request.set_page_token("AAAAAAAAAAAAAAAAAAAAAAAA");
  EXPECT_THAT(Call(participants_, &Stub::ListParticipants, request, &page),
              Fails(Code::kInvalidArgument, "TOKEN_INVALID"));
}

}  // namespace
}  // namespace waymark::participants
