/**
 * Which road a call takes: from a phone whose user is at home in another cluster, from any other phone, and over the trunks between.
 *
 * <p>Start with {@link org.emcc.sip.routing.CallTracer}, which says what happens to a number dialled on a phone, step by step:
 *
 * <pre>{@code
 * CallTracer tracer = CallTracer.of(EmccCaller.builder(settings, homePlan, device, visitingCluster)
 *                 .lineCallingSearchSpace("css-line")
 *                 .build())
 *         .visiting(VisitingSide.builder(visitingSettings, visitingPlan, phone).build());
 * CallTrace trace = tracer.trace("911");
 * trace.outcome().message();
 * trace.steps().forEach(step -> log(step.toString()));
 * }</pre>
 *
 * <p>Everything here is a pure function of values: no clock, no network, no registry. {@link org.emcc.sip.routing.RsvpKeepAlive} has
 * the time passed in. What the sources only describe or what is inferred says so, in {@link org.emcc.sip.routing.RoutingRule#basis},
 * and is set in {@link org.emcc.sip.routing.RoutingRules}. Source: sip 2; emcc-behaviour 6. Out of scope: route filters and the
 * national numbering plan ({@code @}), time schedules of partitions, hunt lists, automated alternate routing, and messages on the wire.
 */
@NullMarked
package org.emcc.sip.routing;

import org.jspecify.annotations.NullMarked;
