package org.amana.events;

/// How a subscription is doing.
///
/// @param waiting events still to be delivered
/// @param dead events that could not be, and were put into the container for them
/// @param dropped events that could not be, and are lost
/// @param outcome why the last attempt that failed did so, "" if it did not
public record SubscriptionState(
        Subscription subscription, long waiting, long delivered, long dead, long dropped, String outcome) {}
