#include "gateway/cli/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace waymark::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class CsvTest : public ::testing::Test {
 protected:
  std::string File(std::string_view content) {
    const std::string path = ::testing::TempDir() + "/waymark_csv_test.csv";
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }
  std::vector<std::vector<std::string>> ReadAll(std::string_view content) {
    CsvReader reader(File(content));
    std::vector<std::vector<std::string>> rows;
    for (CsvRow row; reader.Next(row);) rows.push_back(row.fields);
    return rows;
  }
  // "code row column" of the error that reading gives.
  std::string ErrorOf(std::string_view content) {
    try {
      ReadAll(content);
    } catch (const CsvError& error) {
      return error.code + " " + std::to_string(error.row) + " " + error.column;
    }
    return "no error";
  }
};

TEST_F(CsvTest, ReadsQuotesLineEndsAndABom) {
  EXPECT_THAT(ReadAll("\xef\xbb\xbf"
                      "a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n\r\n,\n\"\",2"),
              ElementsAre(ElementsAre("1", "x, \"y\"\nz"), ElementsAre("", ""), ElementsAre("", "2")));
  EXPECT_THAT(ReadAll("a\n"), IsEmpty());
}

TEST_F(CsvTest, CountsRowsAsASpreadsheetDoes) {
  CsvReader reader(File("a,b\n1,2\n3,4\n"));
  CsvRow row;
  reader.Next(row);
  EXPECT_EQ(row.number, 2);
  reader.Next(row);
  EXPECT_EQ(row.number, 3);
}

TEST_F(CsvTest, NamesRowAndColumnOfWhatIsWrong) {
  EXPECT_EQ(ErrorOf(""), "FILE_EMPTY 0 ");
  EXPECT_EQ(ErrorOf("a;b\n1;2\n"), "WRONG_SEPARATOR 1 ");
  EXPECT_EQ(ErrorOf("a,a\n"), "COLUMN_TWICE 1 a");
  EXPECT_EQ(ErrorOf("a,\n"), "COLUMN_WITHOUT_NAME 1 ");
  EXPECT_EQ(ErrorOf("a,b\n1,2\n1\n"), "WRONG_NUMBER_OF_FIELDS 3 ");
  EXPECT_EQ(ErrorOf("a,b\n1,M\xfcller\n"), "NOT_UTF8 2 b");
  EXPECT_EQ(ErrorOf(std::string_view("a,b\n1,\0\n", 8)), "NUL_BYTE 2 b");
  EXPECT_EQ(ErrorOf("a,b\n1,\"open\n2,3\n"), "QUOTE_NOT_CLOSED 2 b");
  EXPECT_EQ(ErrorOf("a,b\n1,\"x\"y\n"), "TEXT_AFTER_QUOTE 2 b");
  EXPECT_EQ(ErrorOf("a,b\n1,5\" pipe\n"), "QUOTE_IN_PLAIN_FIELD 2 b");
}

TEST_F(CsvTest, RefusesADamagedGzip) {
  EXPECT_EQ(ErrorOf(std::string_view("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03garbage", 17)),
            "FILE_DAMAGED 0 ");
}

TEST_F(CsvTest, WhatIsWrittenReadsBack) {
  const std::vector<std::string> fields = {"plain", "a,b", "say \"hi\"", "two\nlines", "", "Ђорђе"};
  EXPECT_THAT(ReadAll("a,b,c,d,e,f\n" + CsvLine(fields)), ElementsAre(fields));
}

}  // namespace
}  // namespace waymark::cli
