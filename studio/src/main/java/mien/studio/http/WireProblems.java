package mien.studio.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Words what the HTTP server itself refuses, before a request has a route: as a problem like any
 * other. Its own pages would name its classes.
 */
final class WireProblems implements Request.Handler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = status(request, response);
    String code = override(request) ? "request.method-override" : code(status);
    byte[] body = Problems.problem(status, code, detail(code)).body();
    response.setStatus(status);
    Headers.ALWAYS.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Answer.PROBLEM);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private static boolean override(Request request) {
    return request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof BadMessageException bad
        && MethodOverride.REASON.equals(bad.getReason());
  }

  private static int status(Request request, Response response) {
    boolean cutOff = request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof EofException;
    int status = cutOff ? HttpStatus.SERVICE_UNAVAILABLE_503 : response.getStatus();
    return HttpStatus.isClientError(status) || HttpStatus.isServerError(status)
        ? status
        : HttpStatus.INTERNAL_SERVER_ERROR_500;
  }

  private static String code(int status) {
    return switch (status) {
      case HttpStatus.SERVICE_UNAVAILABLE_503 -> "request.cut-off";
      case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431, HttpStatus.URI_TOO_LONG_414 ->
          "request.too-long";
      case HttpStatus.INTERNAL_SERVER_ERROR_500 -> "internal";
      default -> "request.malformed";
    };
  }

  private static String detail(String code) {
    return switch (code) {
      case "request.method-override" ->
          "A request has one method: X-HTTP-Method-Override, its kin and _method are refused.";
      case "request.cut-off" ->
          "The connection ended before the request did; if the server is stopping, try again when it"
              + " is back.";
      case "request.too-long" ->
          "Address and headers of a request have at most 8 KB together, and this one had more.";
      case "request.malformed" -> "This is not a valid HTTP request.";
      default -> Problems.INTERNAL;
    };
  }
}
