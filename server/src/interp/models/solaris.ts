/** Solaris and illumos: privileges and resource controls. */
import { each, kernelCall, kernelQuestion, type Model, quiet } from "./model";
import { privilegeSetModels } from "./privilege-sets";

export const solarisModels: readonly Model[] = [
  ...each("priv_set setppriv", kernelQuestion),
  ...each("getppriv priv_allocset priv_str_to_set", kernelCall),
  ...privilegeSetModels,
  { name: "priv_freeset", errno: "keeps" },
  ...each("priv_ineffect priv_ismember priv_isequalset getpflags", quiet),
  ...each("getrctl setrctl getpagesizes", kernelCall),
  ...each("rctlblk_size rctlblk_get_value rctlblk_get_privilege", quiet),
  ...each("rctlblk_set_value rctlblk_set_privilege rctlblk_set_local_action rctlblk_set_local_flags", {
    errno: "keeps",
  }),
];
