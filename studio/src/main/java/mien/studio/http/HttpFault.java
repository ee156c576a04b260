package mien.studio.http;

import static mien.core.FaultCode.Kind.ABSENT;
import static mien.core.FaultCode.Kind.BUG;
import static mien.core.FaultCode.Kind.BUSY;
import static mien.core.FaultCode.Kind.FORBIDDEN;
import static mien.core.FaultCode.Kind.INVALID;
import static mien.core.FaultCode.Kind.SLOW;
import static mien.core.FaultCode.Kind.UNAVAILABLE;
import static mien.core.FaultCode.Kind.UNIDENTIFIED;

import mien.core.FaultCode;

/** What the HTTP door refuses, whatever the slice. */
public enum HttpFault implements FaultCode {
  /** The API key is missing or wrong. */
  ACCESS_KEY("access.key", UNIDENTIFIED),
  /** The request comes from a page of another origin. */
  ACCESS_ORIGIN("access.origin", FORBIDDEN),
  /** All places for requests are taken, or the server is stopping. */
  BUSY_REQUESTS("busy.requests", BUSY),
  /** The memory for uploads is taken. */
  BUSY_UPLOADS("busy.uploads", BUSY),
  /** The route has other methods. */
  HTTP_METHOD("http.method", INVALID),
  /** There is no such route. */
  HTTP_NO_ROUTE("http.no-route", ABSENT),
  /** The connection ended before the request did. */
  REQUEST_CUT_OFF("request.cut-off", BUSY),
  /** The bytes are no HTTP request. */
  REQUEST_MALFORMED("request.malformed", INVALID),
  /** A request says two methods. */
  REQUEST_METHOD_OVERRIDE("request.method-override", INVALID),
  /** The body is not JSON. */
  REQUEST_JSON("request.json", INVALID),
  /** A parameter of the address is unknown, or has a value that it may not have. */
  REQUEST_PARAMETER("request.parameter", INVALID),
  /** Address and headers are too long. */
  REQUEST_TOO_LONG("request.too-long", INVALID),
  /** The address cannot be listened on. */
  LISTEN("studio.listen", UNAVAILABLE),
  /** TLS cannot be set up. */
  TLS("studio.tls", UNAVAILABLE),
  /** A request failed, and no one knows why. */
  UNEXPECTED("studio.unexpected", BUG),
  /** The settings would open the server to others without protection. */
  UNSAFE("studio.unsafe", UNAVAILABLE),
  /** The upload broke off. */
  UPLOAD_BROKEN("upload.broken", INVALID),
  /** A field of the form has a value that it may not have. */
  UPLOAD_FIELD("upload.field", INVALID),
  /** The name of the file ends in no format that is taken. */
  UPLOAD_FORMAT("upload.format", INVALID),
  /** The upload is no multipart/form-data, or a damaged one. */
  UPLOAD_MALFORMED("upload.malformed", INVALID),
  /** The form lacks a file. */
  UPLOAD_MISSING("upload.missing", INVALID),
  /** The file is too large. */
  UPLOAD_TOO_LARGE("upload.too-large", INVALID),
  /** The form has too many fields. */
  UPLOAD_TOO_MANY_PARTS("upload.too-many-parts", INVALID),
  /** The upload took too long. */
  UPLOAD_TOO_SLOW("upload.too-slow", SLOW),
  /** The form has a field twice. */
  UPLOAD_TWICE("upload.twice", INVALID),
  /** The form has a field that is unknown. */
  UPLOAD_UNKNOWN_FIELD("upload.unknown-field", INVALID);

  private final Facts facts;

  HttpFault(String text, Kind kind) {
    this.facts = Facts.of(text, kind);
  }

  @Override
  public Facts facts() {
    return facts;
  }
}
