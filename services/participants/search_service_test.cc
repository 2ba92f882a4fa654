#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/participants/protected_fixture.h"

namespace waymark::participants {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class SearchServiceTest : public ProtectedFixture {
 protected:
  static v1::SearchParticipantsRequest Asking(const std::string& query) {
    v1::SearchParticipantsRequest request;
    request.set_parent(kParent);
    request.set_query(query);
    return request;
  }

  v1::SearchParticipantsResponse Search(const v1::SearchParticipantsRequest& request) {
    v1::SearchParticipantsResponse reply;
    EXPECT_THAT(Call(participants_, &v1::ParticipantsService::Stub::SearchParticipants, request, &reply),
                testing::IsOk());
    return reply;
  }

  static std::vector<std::string> NamesIn(const v1::SearchParticipantsResponse& reply) {
    std::vector<std::string> names;
    for (const auto& person : reply.participants()) names.push_back(person.display_name());
    return names;
  }

  std::vector<std::string> Found(const std::string& query) { return NamesIn(Search(Asking(query))); }

  void Known(std::initializer_list<const char*> names) {
    for (const char* name : names) Register(Person(name));
  }

  v1::Participant Rename(const v1::Participant& person, const std::string& name) {
    v1::UpdateParticipantRequest request;
    request.mutable_participant()->set_name(person.name());
    request.mutable_participant()->set_display_name(name);
    v1::Participant reply;
    EXPECT_THAT(Call(participants_, &v1::ParticipantsService::Stub::UpdateParticipant, request, &reply),
                testing::IsOk());
    return reply;
  }
};

TEST_F(SearchServiceTest, FindsTheBeginningsOfWordsInAnyOrder) {
  Known({"José García López", "Joana Lopes", "Ana Garrido"});
  EXPECT_THAT(Found("gar"), UnorderedElementsAre("José García López", "Ana Garrido"));
  EXPECT_THAT(Found("lop jo"), UnorderedElementsAre("José García López", "Joana Lopes"));
  EXPECT_THAT(Found("garcía jose"), ElementsAre("José García López"));
  EXPECT_THAT(Found("jo garrido"), IsEmpty());
  EXPECT_THAT(Found("arcia"), IsEmpty());
}

// What is typed on one keyboard finds what was written on another.
TEST_F(SearchServiceTest, CaseAndAccentsAndSignsMakeNoDifference) {
  const std::pair<const char*, std::vector<const char*>> cases[] = {
      {"Łukasz Żółć", {"lukasz", "ZOLC", "łu żó"}},
      {"Seán O’Brien", {"o'brien", "obrien", "sean"}},
      {"Anne-Marie Müller", {"marie", "muller", "anne-marie"}},
      {"İpek Işık", {"ipek", "isik"}},
      {"Ёлкина Анна", {"елкина", "ЁЛКИНА", "анна"}},
      {"Κωνσταντίνος Παπαδόπουλος", {"παπαδοπουλοσ", "ΚΩΝΣΤΑΝΤΙΝΟΣ"}},
      {"مُحَمَّد أحمد", {"محمد", "احمد"}},
      {"Björn Weiß", {"weiss", "bjorn"}},
      {"Nguyễn Thị Minh", {"nguyen minh"}},
      {"ქეთევან ჩხეიძე", {"ჩხეი"}},
      {"王小明", {"王", "小明", "王小"}},
      {"김민수", {"민수", "김"}},
  };
  for (const auto& [name, queries] : cases) Register(Person(name));
  for (const auto& [name, queries] : cases) {
    for (const char* query : queries) EXPECT_THAT(Found(query), ElementsAre(name)) << query;
  }
}

TEST_F(SearchServiceTest, AllNamesOfAPersonAreFoundAndThePersonOnce) {
  auto request = Person("Ana Ana");
  auto& person = *request.mutable_participant();
  person.set_given_name("Anastasia");
  person.set_family_name("Petrova");
  person.set_patronymic("Ivanovna");
  person.add_other_names()->set_text("Анастасия Петрова");
  person.add_other_names()->set_text("Nastya");
  Register(request);
  for (const char* query : {"an", "ana anas", "petrova", "ivan", "анастасия", "nas", "петр nastya"})
    EXPECT_THAT(Found(query), ElementsAre("Ana Ana")) << query;
}

TEST_F(SearchServiceTest, TheVeryWordComesFirstAndAnExternalIdBeforeAll) {
  Known({"Anabel Cruz", "Ana Zorić", "Anan Bo"});
  Register(Person("Somebody Else", "ana"));
  EXPECT_THAT(Found("ana"), ElementsAre("Somebody Else", "Ana Zorić", "Anabel Cruz", "Anan Bo"));
}

TEST_F(SearchServiceTest, WhatIsNoWordFindsNobody) {
  Known({"Ana"});
  EXPECT_THAT(Found("-,.'"), IsEmpty());
  EXPECT_THAT(Found("%"), IsEmpty());
  EXPECT_THAT(Found("_na"), IsEmpty());
  EXPECT_THAT(Found("_ana-"), ElementsAre("Ana"));
}

TEST_F(SearchServiceTest, AChangedNameIsFoundByItsNewWordsOnly) {
  const auto person = Register(Person("Maria Costa"));
  Rename(person, "Maria Silva");
  EXPECT_THAT(Found("maria"), ElementsAre("Maria Silva"));
  EXPECT_THAT(Found("silva"), ElementsAre("Maria Silva"));
  EXPECT_THAT(Found("costa"), IsEmpty());
}

TEST_F(SearchServiceTest, PagesMeetEachPersonOnce) {
  std::vector<std::string> known;
  for (int i = 0; i < 23; ++i) {
    const std::string number = std::to_string(i);
    known.push_back(Register(Person("Ana" + number + " Anan " + number, i == 7 ? "an" : "")).display_name());
  }
  auto request = Asking("an");
  request.set_page_size(5);
  std::vector<std::string> met;
  do {
    const auto page = Search(request);
    const auto names = NamesIn(page);
    met.insert(met.end(), names.begin(), names.end());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(met, ::testing::UnorderedElementsAreArray(known));
  EXPECT_EQ(met.front(), known[7]);
}

TEST_F(SearchServiceTest, FiltersLeaveOutOthers) {
  auto one = Person("Ana One"), two = Person("Ana Two"), three = Person("Ana Three");
  one.mutable_participant()->set_unit(station_.name());
  one.mutable_participant()->set_sex(waymark::vocabulary::v1::SEX_FEMALE);
  two.mutable_participant()->set_unit(north_.name());
  for (const auto& request : {one, two, three}) Register(request);
  auto request = Asking("ana");
  request.set_filter("unit_subtree = \"" + north_.name() + "\"");
  EXPECT_THAT(NamesIn(Search(request)), UnorderedElementsAre("Ana One", "Ana Two"));
  request.set_filter("unit_subtree = \"" + north_.name() + "\" AND sex = FEMALE AND state = ACTIVE");
  EXPECT_THAT(NamesIn(Search(request)), ElementsAre("Ana One"));
}

TEST_F(SearchServiceTest, MergedRecordsAreFoundWhereTheyAreAskedFor) {
  const auto one = Register(Person("Maria Costa")), again = Register(Person("Mary Costa", "M-2"));
  v1::MergeParticipantRequest merge;
  merge.set_name(again.name());
  merge.set_into(one.name());
  v1::Participant reply;
  ASSERT_THAT(Call(participants_, &Participants::MergeParticipant, merge, &reply), testing::IsOk());
  EXPECT_THAT(Found("costa"), ElementsAre("Maria Costa"));
  auto request = Asking("costa");
  request.set_show_merged(true);
  EXPECT_THAT(NamesIn(Search(request)), UnorderedElementsAre("Maria Costa", "Mary Costa"));
  EXPECT_THAT(Found("M-2"), ElementsAre("Mary Costa"));  // by its external id in any case
}

// Nobody finds by a name whose name they may not see.
TEST_F(SearchServiceTest, WhoIsProtectedIsFoundByWhoMaySeeTheirName) {
  EXPECT_THAT(Found("canary"), UnorderedElementsAre("Canary minor", "Canary flagged"));
  AsCommander();
  EXPECT_THAT(Found("canary"), IsEmpty());
  EXPECT_THAT(Found("dritan"), ElementsAre("Dritan"));
  EXPECT_THAT(Found("minor"), ElementsAre(""));  // by the external id, redacted
  AsCommanderAndRegistrarOf(north_);
  EXPECT_THAT(Found("canary"), ElementsAre("Canary minor"));
}

TEST_F(SearchServiceTest, WhoHasAUnitFindsItsPersons) {
  As(waymark::identity::v1::ROLE_REGISTRAR, south_);
  EXPECT_THAT(Found("canary"), ElementsAre("Canary flagged"));
  EXPECT_THAT(Found("dritan"), IsEmpty());
}

TEST_F(SearchServiceTest, AnotherOrganizationIsNotSearched) {
  ParticipantsFixture::Found("other");
  Known({"Ana"});
  auto request = Asking("ana");
  request.set_parent("organizations/other");
  EXPECT_THAT(NamesIn(Search(request)), IsEmpty());
}

TEST_F(SearchServiceTest, AnEmptyOrLongQueryIsNamed) {
  for (const std::string& query : {std::string(), std::string(201, 'a')}) {
    v1::SearchParticipantsResponse reply;
    EXPECT_THAT(
        Call(participants_, &v1::ParticipantsService::Stub::SearchParticipants, Asking(query), &reply),
        testing::BlamesField("query"));
  }
}

}  // namespace
}  // namespace waymark::participants
