package mien.studio.http;

import java.nio.ByteBuffer;
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
    byte[] body = Problems.problem(status, code(status), detail(status)).body();
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Answer.PROBLEM);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
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

  private static String detail(int status) {
    return switch (code(status)) {
      case "request.cut-off" ->
          "The connection ended before the request did; if the server is stopping, try again when it"
              + " is back.";
      case "request.too-long" ->
          "Address and headers of a request have at most 8 KB together, and this one had more.";
      case "request.malformed" -> "This is no HTTP request that can be read.";
      default -> "Something failed inside. It is in the log of the server.";
    };
  }
}
