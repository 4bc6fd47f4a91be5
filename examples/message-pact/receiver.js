// What the receiver does with an event: it relies on these fields and on no other.
export const handle = ({ metadata, data }) => ({
  event: metadata.event.id,
  certificate: data.ssl.id,
  state: data.ssl.status === "active" ? "live" : "pending",
});

// The same receiver in a hurry: no payload that is documented has `data.ssl.reason`.
export const handleInHurry = (event) => ({ ...handle(event), why: event.data.ssl.reason });
