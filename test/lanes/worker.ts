import { getResponse } from "msw";
import { tellStory } from "./story.ts";

const worker: { fetch(): Promise<Response> } = {
  async fetch() {
    const outcome = await tellStory(async (handlers) => async (input, init) => {
      const answer = await getResponse(handlers, new Request(input, init));
      return answer ?? Response.error();
    }).catch((error: Error) => ({ failed: error.stack ?? String(error) }));
    return Response.json(outcome);
  },
};

export default worker;
