package mien.studio.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mien.core.MienException;
import mien.json.JsonText;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/** One request: its upload, and the watch over its client once the upload is there. */
final class Session implements Call, AutoCloseable {

  private final Context context;
  private final Uploads uploads;
  private final ClientWatch clients;
  private final boolean cancelled;
  private final List<Runnable> later = new ArrayList<>();
  private Optional<String> keyId = Optional.empty();
  private @Nullable Upload upload;
  private ClientWatch.@Nullable Watched watched;
  private final List<Runnable> debts = new ArrayList<>();

  /**
   * A request.
   *
   * @param cancelled whether its work ends when its client goes away. Not where something is kept:
   *     what was begun there is ended, and an interrupt would close the database's connection
   */
  Session(Context context, Uploads uploads, ClientWatch clients, boolean cancelled) {
    this.context = context;
    this.uploads = uploads;
    this.clients = clients;
    this.cancelled = cancelled;
  }

  @Override
  public Upload upload(Set<String> photos, Set<String> texts) {
    String type = context.req().getContentType();
    try {
      Upload read =
          uploads.read(context.req().getInputStream(), type == null ? "" : type, photos, texts);
      upload = read;
      if (cancelled) {
        socket().ifPresent(socket -> watched = clients.watch(socket));
      }
      return read;
    } catch (IOException e) {
      throw new MienException(HttpFault.UPLOAD_BROKEN, "The upload broke off.", e);
    }
  }

  @Override
  public <R extends Record> R json(Class<R> type) {
    String given = context.req().getContentType();
    if (given == null || !given.split(";", 2)[0].strip().equalsIgnoreCase(Answer.JSON)) {
      throw new MienException(
          HttpFault.REQUEST_JSON,
          "The body of this request must be JSON: send Content-Type: application/json.");
    }
    try {
      Upload read = uploads.text(context.req().getInputStream());
      upload = read;
      return JsonText.read(read.text("").orElse(""), type);
    } catch (IOException e) {
      throw new MienException(HttpFault.UPLOAD_BROKEN, "The upload broke off.", e);
    }
  }

  @Override
  public String inPath(String name) {
    return context.pathParam(name);
  }

  @Override
  public Optional<String> query(String name) {
    return Optional.ofNullable(context.queryParam(name)).filter(value -> !value.isEmpty());
  }

  @Override
  public Optional<String> keyId() {
    return keyId;
  }

  @Override
  public void afterwards(Runnable work) {
    later.add(work);
  }

  /** What is to be done when the answer has been sent. */
  List<Runnable> later() {
    return later;
  }

  /** Whom the door let in. */
  void admitted(Optional<String> owner) {
    keyId = owner;
  }

  /** What is to be given back when the request ends. */
  void owes(Runnable debt) {
    debts.add(debt);
  }

  /** True if the body was not read to its end; the connection must then be closed. */
  boolean unread() {
    return upload == null
        && (context.req().getContentLengthLong() > 0
            || context.header("Transfer-Encoding") != null);
  }

  /**
   * Ends the work on the request.
   *
   * @return whether the connection must be closed after the answer
   */
  boolean end() {
    ClientWatch.Watched mine = watched;
    if (mine == null) {
      return false;
    }
    mine.close();
    return mine.spoiled();
  }

  @Override
  public void close() {
    var _ = end();
    Upload mine = upload;
    if (mine != null) {
      mine.close();
    }
    debts.forEach(Runnable::run);
  }

  private Optional<ReadableByteChannel> socket() {
    Object transport =
        Connections.wire(
                ServletContextRequest.getServletContextRequest(context.req())
                    .getConnectionMetaData()
                    .getConnection()
                    .getEndPoint())
            .getTransport();
    return transport instanceof ReadableByteChannel socket ? Optional.of(socket) : Optional.empty();
  }
}
