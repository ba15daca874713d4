package org.amana.policy;

import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.schema.Schema;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A [PolicyInput] in Cedar's words: the request and the entities it speaks about. Depends on nothing but the
/// input.
record CedarRequest(AuthorizationRequest request, Set<Entity> entities) {
    private static final EntityTypeName ACCOUNT = type("Amana::Account");
    private static final EntityTypeName PURPOSE = type("Amana::Purpose");
    private static final EntityTypeName PRINCIPAL = type("Amana::Principal");
    private static final EntityTypeName CONTAINER = type("Amana::Container");
    private static final EntityTypeName ACTION = type("Amana::Action");

    static CedarRequest of(PolicyInput input, Schema schema) {
        EntityUID purpose = new EntityUID(PURPOSE, input.purpose().id().toString());
        EntityUID principal = new EntityUID(PRINCIPAL, input.principal().toString());
        EntityUID account = account(input.account());

        Set<Entity> entities = new HashSet<>();
        entities.add(purposeEntity(purpose, input));
        entities.add(new Entity(
                principal,
                Map.of("kind", new PrimString(input.principalKind().word())),
                input.member() ? Set.of(purpose) : Set.of()));
        for (String name : Set.copyOf(List.of(
                input.account(), input.credentialAccount(), input.purpose().account()))) {
            entities.add(new Entity(account(name)));
        }

        EntityUID resource = account;
        BoxFacts box = input.box();
        if (box != null) {
            resource = new EntityUID(CONTAINER, box.account() + "/" + box.container());
            entities.add(containerEntity(resource, box));
            if (!box.account().equals(input.account())) {
                entities.add(new Entity(account(box.account())));
            }
        }
        EntityUID action = new EntityUID(ACTION, input.action().word());
        return new CedarRequest(
                new AuthorizationRequest(
                        principal, action, resource, Optional.of(context(input, purpose)), Optional.of(schema), true),
                entities);
    }

    private static Entity purposeEntity(EntityUID id, PolicyInput input) {
        Purpose purpose = input.purpose();
        Scope scope = purpose.scope();
        Map<String, Value> attributes = new HashMap<>();
        attributes.put("account", account(purpose.account()));
        attributes.put("state", new PrimString(purpose.state().word()));
        attributes.put("expired", new PrimBool(input.purposeExpired()));
        attributes.put("dpv", new PrimString(purpose.dpv()));
        attributes.put("legalBasis", new PrimString(purpose.legalBasis()));
        attributes.put("allContainers", new PrimBool(scope.allContainers()));
        attributes.put("containers", scope.allContainers() ? new CedarList() : words(scope.containers(), name -> name));
        attributes.put("classes", words(scope.classes(), DataClass::word));
        attributes.put("services", words(scope.services(), Service::word));
        attributes.put("allFeatures", new PrimBool(scope.allFeatures()));
        attributes.put("features", scope.allFeatures() ? new CedarList() : words(scope.features(), name -> name));
        attributes.put("actions", words(scope.actions(), Action::word));
        attributes.put("populationScale", new PrimBool(scope.populationScale()));
        attributes.put("practices", words(purpose.practices(), Practice::word));
        return new Entity(id, attributes, Set.of());
    }

    private static Entity containerEntity(EntityUID id, BoxFacts box) {
        boolean exists = box.exists();
        List<Value> openTo = new ArrayList<>();
        for (PurposeId purpose : box.openTo()) {
            openTo.add(new EntityUID(PURPOSE, purpose.toString()));
        }
        Map<String, Value> attributes = new HashMap<>();
        attributes.put("account", account(box.account()));
        attributes.put("name", new PrimString(box.container()));
        attributes.put("exists", new PrimBool(exists));
        attributes.put("classes", words(box.holds(), DataClass::word));
        attributes.put("openToAll", new PrimBool(box.openTo().isEmpty()));
        attributes.put("openTo", new CedarList(openTo));
        attributes.put("open", new PrimBool(box.open()));
        return new Entity(id, attributes, Set.of(account(box.account())));
    }

    private static Map<String, Value> context(PolicyInput input, EntityUID purpose) {
        Map<String, Value> context = new HashMap<>();
        context.put("purpose", purpose);
        context.put("service", new PrimString(input.service().word()));
        context.put("action", new PrimString(input.action().word()));
        context.put("features", words(input.features(), name -> name));
        context.put("account", account(input.account()));
        context.put("credentialAccount", account(input.credentialAccount()));
        context.put("credentialKind", new PrimString(input.credentialKind().word()));
        context.put(
                "credentialValidity", new PrimString(input.credentialValidity().word()));
        context.put("signaturePermits", new PrimBool(input.signaturePermits()));
        context.put("individualCase", new PrimBool(input.individualCase()));
        context.put("held", new PrimBool(input.held()));
        context.put("carrier", new PrimBool(input.carrier()));
        context.put("tellsOfMoreClosed", new PrimBool(input.tellsOfMoreClosed()));
        context.put("overVolume", new PrimBool(input.overVolume()));
        context.put("approvals", new PrimLong(input.approvals()));
        return context;
    }

    private static EntityUID account(String name) {
        return new EntityUID(ACCOUNT, name);
    }

    private static <T> CedarList words(Collection<T> things, Function<T, String> word) {
        List<Value> values = new ArrayList<>(things.size());
        things.forEach(thing -> values.add(new PrimString(word.apply(thing))));
        return new CedarList(values);
    }

    private static EntityTypeName type(String name) {
        return EntityTypeName.parse(name).orElseThrow();
    }
}
