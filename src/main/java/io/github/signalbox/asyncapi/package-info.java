/**
 * The AsyncAPI document, which tells what routes and events an application has: made from the tables of the floor below, served by
 * the rings above. The only room that knows the library for JSON Schemas of Java types, which may be absent.
 */
@NullMarked
package io.github.signalbox.asyncapi;

import org.jspecify.annotations.NullMarked;
