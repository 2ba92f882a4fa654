# The few ways in which this repository makes targets.
include(GoogleTest)

add_executable(waymark_embed ${CMAKE_SOURCE_DIR}/cmake/embed.cc)

function(_waymark_options target)
  target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Werror)
endfunction()

# waymark_embed_sql(target): makes <dir>/sql.h out of queries/*.sql and
# <dir>/migrations.h out of migrations/*.sql below the current folder.
function(waymark_embed_sql target namespace)
  file(RELATIVE_PATH here ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  set(out ${CMAKE_BINARY_DIR}/generated/${here})
  file(MAKE_DIRECTORY ${out})
  file(GLOB fragments CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/services/common/events/fragments/*.sql)
  set(headers)
  foreach(kind queries migrations)
    if(kind STREQUAL "queries")
      set(header ${out}/sql.h)
    else()
      set(header ${out}/migrations.h)
    endif()
    file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${kind}/*.sql)
    if(files)
      add_custom_command(
        OUTPUT ${header}
        COMMAND waymark_embed ${kind} ${header} ${namespace}
                ${CMAKE_SOURCE_DIR}/services/common/events/fragments ${files}
        DEPENDS waymark_embed ${files} ${fragments}
        COMMENT "embed ${here}/${kind}"
        VERBATIM)
      list(APPEND headers ${header})
    endif()
  endforeach()
  if(headers)
    target_sources(${target} PRIVATE ${headers})
  endif()
endfunction()

# waymark_allocator(target): what is freed by another thread than it was
# taken by, as in every call of a server and in an import, costs less than with
# libc's allocator.
function(waymark_allocator target)
  if(NOT WAYMARK_SANITIZE)
    target_sources(${target} PRIVATE ${CMAKE_SOURCE_DIR}/services/common/base/allocator.cc)
    target_link_options(${target} PRIVATE -Wl,--no-as-needed)
    target_link_libraries(${target} PRIVATE PkgConfig::jemalloc)
  endif()
endfunction()

# waymark_library(target SOURCES… DEPS…): a static library of the given sources.
function(waymark_library target)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_library(${target} STATIC ${ARG_SOURCES})
  _waymark_options(${target})
  target_link_libraries(${target} PUBLIC ${ARG_DEPS})
endfunction()

# In angle brackets, or the path of the checkout would be part of it.
function(_waymark_precompile test header)
  get_property(first GLOBAL PROPERTY "WAYMARK_FIXTURE_${header}")
  if(first)
    target_precompile_headers(${test} REUSE_FROM ${first})
  else()
    target_precompile_headers(${test} PRIVATE "<${header}>")
    set_property(GLOBAL PROPERTY "WAYMARK_FIXTURE_${header}" ${test})
  endif()
  # So that ccache knows what it is about.
  target_compile_options(${test} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endfunction()

# waymark_test(file_test.cc LABEL label DEPS… [FIXTURE header]): one program per test file; its
# tests are found when ctest runs. FIXTURE is what several tests of the same DEPS begin with, and
# most of what there is to compile of them: compiled once, with the first of them.
function(waymark_test file)
  cmake_parse_arguments(ARG "" "LABEL;FIXTURE" "DEPS" ${ARGN})
  file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  string(REGEX REPLACE "\\.cc$" "" name ${name})
  string(REPLACE "/" "_" name ${name})
  add_executable(${name} ${file})
  _waymark_options(${name})
  # The lowest layer knows no protos: its tests do not wait for them.
  set(protos waymark_protos)
  if(ARG_DEPS STREQUAL "waymark_base")
    set(protos)
  endif()
  # The code under test is optimized; the files of tests are not, which saves a quarter of a build
  # from nothing.
  target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O0>)
  # They are hundreds, and it takes a quarter of the time that ld does.
  if(WAYMARK_GOLD)
    target_link_options(${name} PRIVATE -fuse-ld=gold)
  endif()
  target_link_libraries(${name} PRIVATE ${ARG_DEPS} ${protos} GTest::gmock GTest::gtest GTest::gtest_main)
  if(ARG_FIXTURE)
    _waymark_precompile(${name} ${ARG_FIXTURE})
  endif()
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT 300)
endfunction()

# waymark_service(name): everything of services/<name> by convention. Rules
# (plain C++) and services become one library; main.cc the program
# waymark-<name>; every *_test.cc a test, labelled db when its name says
# service, sql or consumer, else unit.
function(waymark_service name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  file(GLOB tests CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/*_test.cc)
  list(FILTER sources EXCLUDE REGEX "(_test|/main)\\.cc$")
  waymark_library(${name}_service SOURCES ${sources} DEPS waymark_rpc)
  waymark_embed_sql(${name}_service waymark::${name})
  add_executable(waymark-${name} main.cc)
  _waymark_options(waymark-${name})
  waymark_allocator(waymark-${name})
  target_link_libraries(waymark-${name} PRIVATE ${name}_service waymark_protos)
  foreach(test IN LISTS tests)
    if(test MATCHES "(service|sql|consumer)_test\\.cc$")
      waymark_test(${test} LABEL db DEPS ${name}_service waymark_testing FIXTURE services/${name}/fixture.h)
    else()
      waymark_test(${test} LABEL unit DEPS ${name}_service waymark_testing)
    endif()
  endforeach()
endfunction()
