package org.emcc.examples;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.id.LoginId;

// tag::readme[]
/** The listener of a visiting cluster: a span for every login and every logout, with an event for each step. */
final class OpenTelemetrySteps implements LoginListener {
    private final Tracer tracer;
    private final Map<LoginId, Span> open = new ConcurrentHashMap<>();

    OpenTelemetrySteps(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public void userSought(LoginStep.UserSought step) { // earlier steps may be of a user who is at home here
        span("emcc.login", step.subject()).addEvent("asked " + step.remote() + " for the user: " + step.answer());
    }

    @Override
    public void homeAsked(LoginStep.HomeAsked step) {
        span("emcc.login", step.subject())
                .setAttribute("emcc.home", step.home().value())
                .addEvent("sent the login");
    }

    @Override
    public void loginRefused(LoginStep.LoginRefused step) {
        end(step.subject(), StatusCode.ERROR, step.ending().toString());
    }

    @Override
    public void redirectPublished(LoginStep.RedirectPublished step) {
        end(step.subject(), StatusCode.OK, "redirected the phone");
    }

    @Override
    public void logoutBegun(LoginStep.LogoutBegun step) {
        span("emcc.logout", step.subject())
                .setAttribute("emcc.cause", step.cause().name());
    }

    @Override
    public void ownFileRestored(LoginStep.OwnFileRestored step) {
        end(step.subject(), StatusCode.OK, "restored the phone's own file");
    }

    private Span span(String name, LoginStep.Subject subject) {
        return open.computeIfAbsent(
                subject.login(),
                login -> tracer.spanBuilder(name)
                        .setAttribute("emcc.login", login.toString())
                        .setAttribute("emcc.device", subject.device().value())
                        .startSpan());
    }

    private void end(LoginStep.Subject subject, StatusCode status, String last) {
        Span span = open.remove(subject.login());
        if (span != null) {
            span.addEvent(last).setStatus(status).end();
        }
    }
}
// end::readme[]
