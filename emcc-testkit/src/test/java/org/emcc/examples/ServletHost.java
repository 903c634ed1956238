package org.emcc.examples;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.em.http.EmRequest;
import org.emcc.core.em.http.EmResponse;
import org.emcc.core.em.http.EmService;

/** Hosts an EM service in any servlet container; map it to {@code /}, asynchronous. The container sees to limits, TLS and trust. */
final class ServletHost extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient EmService service;

    ServletHost(EmService service) {
        this.service = service;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readNBytes(EmService.BODY_LIMIT + 1);
        AsyncContext later = request.startAsync(request, response); // a phone waits for its login without a thread
        later.setTimeout(60_000);
        CompletableFuture<Void> unused =
                service.answer(read(request, body)).thenAccept(answer -> write(answer, response, later));
    }

    private static EmRequest read(HttpServletRequest request, byte[] body) {
        String address = request.getLocalAddr();
        String host = address.indexOf(':') < 0 || address.startsWith("[")
                ? address
                : "[" + address + "]"; // containers differ
        URI node = URI.create(request.getScheme() + "://" + host + ":" + request.getLocalPort());
        EmRequest.Builder read = EmRequest.builder(node, request.getMethod(), request.getServletPath())
                .remoteAddress(request.getRemoteAddr())
                .viaProxy(request.getHeader("Via") != null)
                .udsForwarded(request.getHeader(EmRequest.UDS_FORWARDED) != null)
                .body(body);
        if (request.getQueryString() != null) {
            read.query(request.getQueryString());
        }
        // The container gives only what was proven and trusted in the handshake.
        if (request.getAttribute("jakarta.servlet.request.X509Certificate") instanceof X509Certificate[] chain
                && chain.length > 0) {
            read.certificate(chain[0]).issuers(List.of(chain).subList(1, chain.length));
        }
        return read.build();
    }

    private static void write(EmResponse answer, HttpServletResponse response, AsyncContext later) {
        try {
            response.setStatus(answer.status());
            answer.headers().forEach(response::setHeader);
            response.setContentLength(answer.body().length);
            response.getOutputStream().write(answer.body());
        } catch (IOException e) {
            // The phone has hung up.
        } finally {
            later.complete();
        }
    }
}
