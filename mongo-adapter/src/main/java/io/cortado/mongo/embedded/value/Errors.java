package io.cortado.mongo.embedded.value;

import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Map;

/** Errors with MongoDB's codes, whose names are those that have one. Called from any thread. */
public final class Errors {

  private static final int NOT_SUPPORTED = 115;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(2, "BadValue"),
          Map.entry(4, "NoSuchKey"),
          Map.entry(9, "FailedToParse"),
          Map.entry(13, "Unauthorized"),
          Map.entry(14, "TypeMismatch"),
          Map.entry(15, "Overflow"),
          Map.entry(16, "InvalidLength"),
          Map.entry(11, "UserNotFound"),
          Map.entry(18, "AuthenticationFailed"),
          Map.entry(20, "IllegalOperation"),
          Map.entry(26, "NamespaceNotFound"),
          Map.entry(27, "IndexNotFound"),
          Map.entry(28, "PathNotViable"),
          Map.entry(40, "ConflictingUpdateOperators"),
          Map.entry(43, "CursorNotFound"),
          Map.entry(47, "NoMatchingDocument"),
          Map.entry(48, "NamespaceExists"),
          Map.entry(51, "InvalidBSON"),
          Map.entry(52, "DollarPrefixedFieldName"),
          Map.entry(53, "InvalidIdField"),
          Map.entry(54, "NotSingleValueField"),
          Map.entry(55, "InvalidDBRef"),
          Map.entry(56, "EmptyFieldName"),
          Map.entry(57, "DottedFieldName"),
          Map.entry(66, "ImmutableField"),
          Map.entry(67, "CannotCreateIndex"),
          Map.entry(72, "InvalidOptions"),
          Map.entry(73, "InvalidNamespace"),
          Map.entry(NOT_SUPPORTED, "CommandNotSupported"),
          Map.entry(85, "IndexOptionsConflict"),
          Map.entry(86, "IndexKeySpecsConflict"),
          Map.entry(121, "DocumentValidationFailure"),
          Map.entry(156, "ViewDepthLimitExceeded"),
          Map.entry(171, "CannotIndexParallelArrays"),
          Map.entry(197, "InvalidIndexSpecificationOption"),
          Map.entry(260, "InvalidResumeToken"),
          Map.entry(263, "OperationNotSupportedInTransaction"),
          Map.entry(280, "ChangeStreamFatalError"),
          Map.entry(286, "ChangeStreamHistoryLost"),
          Map.entry(166, "CommandNotSupportedOnView"),
          Map.entry(167, "OptionNotSupportedOnView"),
          Map.entry(168, "InvalidPipelineOperator"),
          Map.entry(238, "NotImplemented"),
          Map.entry(241, "ConversionFailure"),
          Map.entry(10334, "BSONObjectTooLarge"),
          Map.entry(11000, "DuplicateKey"));

  private Errors() {}

  public static MongoServerError of(int code, String message) {
    return new MongoServerError(code, NAMES.getOrDefault(code, "Location" + code), message);
  }

  public static MongoServerError badValue(String message) {
    return of(2, message);
  }

  public static MongoServerError failedToParse(String message) {
    return of(9, message);
  }

  public static MongoServerError typeMismatch(String message) {
    return of(14, message);
  }

  /** The same error, said to be caused within something. */
  public static MongoServerError within(String context, MongoServerError error) {
    String message = context + " :: caused by :: " + error.getMessageWithoutErrorCode();
    return new MongoServerError(error.getCode(), error.getCodeName(), message, error);
  }

  public static MongoServerError unsupported(String feature) {
    String sentence =
        Character.toUpperCase(feature.charAt(0)) + feature.substring(1)
            + " is not supported by Cortado's development database; set MONGODB_URI to a MongoDB server to use it";
    return of(NOT_SUPPORTED, sentence);
  }
}
