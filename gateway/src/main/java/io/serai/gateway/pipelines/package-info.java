/**
 * The live generation of the route files, and how the next one takes its place.
 *
 * <h2>Start reading at</h2>
 * {@link LiveRoutes}, then {@code Generation}.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>Camel's own route reload loses requests and half-applies edits. Here all files together make one child
 *       {@code CamelContext}; only when every route in it has started does one volatile write make it live.
 *   <li>Camel silently lets a route id in one file replace the same id in another; {@code RouteRules} refuses that.
 *   <li>{@code errorHandler: noErrorHandler} in one file switches off the {@code onException} of all files; refused too.
 *   <li>Camel seldom says where in a file something is wrong; {@code RouteFailures} finds the line by what it names.
 *   <li>A child context that shares the parent's registry empties it when it stops: beans are lent through a
 *       {@code BeanRepository}.
 *   <li>Two contexts cannot have the same JMX name at a time; {@link io.serai.gateway.jmx.StagedAgent} holds the new one's MBeans back until
 *       the old one's are gone, so that the name stays the same for ever.
 * </ul>
 */
@NullMarked
package io.serai.gateway.pipelines;

import org.jspecify.annotations.NullMarked;
